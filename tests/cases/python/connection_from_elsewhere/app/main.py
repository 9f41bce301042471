from app.db import Database
from app.service import Service

Service(Database("x")).run()
