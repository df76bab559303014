"""Checks the tables about the patient in a snapshot. Arguments: file, step."""
import sys
import h5py

path, step = sys.argv[1:]
iteration = h5py.File(path, "r")["data"][step]


def text(value):
    return value.decode("utf-8") if isinstance(value, bytes) else str(value)


def meanings(column):
    return dict(zip(column.attrs["flag_values"], text(column.attrs["flag_meanings"]).split(" ")))


plasma = iteration["plasma"]
assert [text(name) for name in plasma.attrs["columns"]] == ["compartment", "pill", "bolus", "pump"]
places = [meanings(plasma["compartment"])[code] for code in plasma["compartment"]]
assert places == ["blood", "gut", "first_tissue", "second_tissue"], places
assert list(plasma["pill"]) == [0, 2, 0, 0] and text(plasma["pill"].attrs["units"]) == "1"
assert abs(plasma["bolus"][0] - 5) < 1e-12 and plasma["bolus"][1] == 0
assert text(plasma["bolus"].attrs["units"]) == "umol/L"
assert plasma["bolus"].attrs["unitSI"] == 1e-3 and list(plasma["bolus"].attrs["unitDimension"]) == [-3, 0, 0, 0, 0, 1, 0]
assert list(plasma["pump"]) == [0.5, 0, 0, 0] and plasma["pump"].attrs["ordered_share"] == 1
assert plasma.attrs["toxicity_index"] == 0

blood = iteration["circulation"]
for name in map(text, blood.attrs["columns"]):
    assert text(blood[name].attrs["units"]) == "1" and blood[name].shape == (2,), name
assert [meanings(blood["founder"])[code] for code in blood["founder"]] == ["sensitive", "labelled"]
assert [meanings(blood["emt"])[code] for code in blood["emt"]] == ["epithelial", "epithelial"]
assert list(blood["clone"]) == [1, 2] and list(blood["cluster_size"]) == [1, 4]
assert list(blood["circulating"]) == [100, 40] and list(blood["injected"]) == [100, 40] and list(blood["shed"]) == [0, 0]
for column in ("shed", "arrested", "died_in_vessel", "extravasated", "died_early", "died_without_room", "fresh", "dormant", "woken", "settled"):
    assert list(blood["primary"][column]) == [0, 0], column
print("ok")
