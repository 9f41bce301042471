from configparser import ConfigParser

settings = ConfigParser()
settings.read("shop.ini")
