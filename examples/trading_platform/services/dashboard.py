"""Shows what the platform is doing."""

from services.connections import trading_database


def health():
    connection = trading_database()
    cursor = connection.cursor()
    cursor.execute(
        "SELECT service, overall_state, checked_at "  # expect: undefined-column
        "FROM system.health ORDER BY service"
    )
    return cursor.fetchall()


def report_health(service, state):
    connection = trading_database()
    cursor = connection.cursor()
    cursor.execute(
        "INSERT INTO system.health (service, state) VALUES (%s, %s) "
        "ON CONFLICT (service) DO UPDATE SET state = EXCLUDED.state",
        (service, state),
    )
    connection.commit()


def trades(order_by="placed_at"):
    column = {"placed_at": "placed_at", "size": "size"}.get(order_by, "id")
    cursor = trading_database().cursor()
    cursor.execute(f"SELECT * FROM accounts.orders ORDER BY {column} DESC")
    return cursor.fetchall()


async def app(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": repr(health()).encode()})
