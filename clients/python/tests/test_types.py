"""That the types of `kist-stubs` are those of the module."""

import ast
import pathlib
import unittest

FOLDER = pathlib.Path(__file__).parent.parent


def shape(file):
    """The classes with their bases and methods, and the functions, each with all that its signature says."""
    found = {}
    for node in ast.parse((FOLDER / file).read_text("utf-8")).body:
        if isinstance(node, ast.ClassDef):
            found[node.name] = [ast.unparse(base) for base in node.bases]
            for method in (each for each in node.body if isinstance(each, ast.FunctionDef)):
                found[f"{node.name}.{method.name}"] = signature(method)
        elif isinstance(node, ast.FunctionDef):
            found[node.name] = signature(node)
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            found["__all__"] = ast.unparse(node.value)
    return found


def signature(function):
    return f"({ast.unparse(function.args)}) -> {ast.unparse(function.returns)}"


class TypesTest(unittest.TestCase):
    def test_stubs_areAsTheModule(self):
        stubs, module = shape("kist-stubs/__init__.pyi"), shape("kist.py")
        same = {name: what.replace("Value", "Union[str, bytes]") if isinstance(what, str) else what
                for name, what in module.items() if name in stubs}
        self.assertEqual(stubs, same)
        self.assertLessEqual(set(ast.literal_eval(module["__all__"])), set(stubs))


if __name__ == "__main__":
    unittest.main()
