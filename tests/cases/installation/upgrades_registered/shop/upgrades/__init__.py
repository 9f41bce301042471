from framework import UpgradeTable

upgrade_table = UpgradeTable()

from . import v1_first, v2_paid
