import threading


class State(threading.local):
    pass


state = State()
