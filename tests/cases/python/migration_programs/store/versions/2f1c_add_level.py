from alembic import op


def upgrade():
    connection = op.get_bind()
    connection.execute("UPDATE orders SET old_amount = size")


def downgrade():
    pass
