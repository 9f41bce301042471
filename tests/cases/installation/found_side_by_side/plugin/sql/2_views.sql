CREATE VIEW units AS SELECT s.unit FROM settings s JOIN unit ON unit.name = s.unit;
