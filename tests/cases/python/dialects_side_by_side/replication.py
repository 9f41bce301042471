# The streaming replication protocol has commands of its own.
import psycopg2
from psycopg2.extras import PhysicalReplicationConnection

connection = psycopg2.connect("", connection_factory=PhysicalReplicationConnection)
cursor = connection.cursor()
cursor.execute("IDENTIFY_SYSTEM")
cursor.execute("CREATE_REPLICATION_SLOT a PHYSICAL")
cursor.execute("IDENTIFY_NOTHING")  # expect: syntax-error
