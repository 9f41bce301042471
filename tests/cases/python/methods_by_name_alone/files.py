def head(path):
    file = open(path, "rb")
    data = file.read(16)
    file.close()
    return data
