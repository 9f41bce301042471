"""More calls one in another than are followed at once."""
import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()


def run(statement):
    cursor.execute(statement)


def step1(): step2()
def step2(): step3()
def step3(): step4()
def step4(): step5()
def step5(): step6()
def step6(): step7()
def step7(): step8()
def step8(): step9()
def step9(): step10()
def step10(): step11()
def step11(): step12()
def step12(): step13()
def step13(): step14()
def step14(): step15()
def step15(): step16()
def step16(): step17()
def step17(): step18()
def step18(): step19()
def step19(): step20()
def step20(): step21()
def step21(): step22()
def step22(): step23()
def step23(): step24()


def step24():
    run("SELECT id, nope FROM orders")  # expect: undefined-column
    step25()


def step25():
    run("SELECT nope FROM accounts")  # expect: undefined-column


step1()
run("SELECT id FROM orders")
