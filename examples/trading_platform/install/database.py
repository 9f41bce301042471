"""Creates the database's objects; safe to run again."""

from services.connections import trading_database

SCHEMAS = ("accounts", "market", "system")


def create_database():
    connection = trading_database()
    cursor = connection.cursor()
    for schema in SCHEMAS:
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    cursor.execute(
        """
        CREATE TABLE IF NOT EXISTS accounts.preferences (
            account text PRIMARY KEY,
            strategy varchar(100),
            created timestamptz DEFAULT now()
        )
        """
    )
    cursor.execute(
        """
        CREATE TABLE IF NOT EXISTS accounts.orders (
            id serial PRIMARY KEY,
            account text NOT NULL REFERENCES accounts.preferences,
            symbol text NOT NULL,
            side text NOT NULL,
            size numeric(20, 8) NOT NULL,
            state text NOT NULL DEFAULT 'open',
            placed_at timestamptz NOT NULL DEFAULT now()
        )
        """
    )
    for symbol in ("btc", "eth"):
        cursor.execute(
            f"""
            CREATE TABLE IF NOT EXISTS market.price_{symbol} (
                at timestamptz PRIMARY KEY,
                price numeric(12, 2) NOT NULL
            )
            """
        )
    cursor.execute(
        """
        CREATE TABLE IF NOT EXISTS market.funding_rate (
            symbol text PRIMARY KEY,
            rate numeric(10, 6)
        )
        """
    )
    cursor.execute(
        """
        CREATE TABLE IF NOT EXISTS system.health (
            service text PRIMARY KEY,
            state text,
            checked_at timestamptz DEFAULT now()
        )
        """
    )
    connection.commit()


if __name__ == "__main__":
    create_database()
