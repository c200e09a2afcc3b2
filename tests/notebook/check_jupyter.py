"""The kernel under Jupyter itself: jupyter_kernel_test, what that does not ask, and the notebooks that come with Calx.

    check_jupyter.py CALX NOTEBOOKS MODELS SCRATCH

Makes a virtual environment in SCRATCH, once. Exits with 77, saying why, where Jupyter cannot be had.
"""
import gzip, json, os, pathlib, shutil, subprocess, sys, venv

calx, notebooks, models, scratch = (pathlib.Path(p).resolve() for p in sys.argv[1:5])
PACKAGES = ["nbclient>=0.10,<1", "jupyter_kernel_test==0.7.*"]


def skip(why):
    print("skipped:", why)
    sys.exit(77)


def enter_environment():
    """Runs this script again with the environment's Python, which has Jupyter."""
    python = scratch / "venv/bin/python"
    if not (scratch / "venv/complete").exists():
        try:
            venv.create(scratch / "venv", with_pip=True, clear=True)
        except Exception as error:
            skip(f"there is no virtual environment ({error})")
        install = subprocess.run([python, "-m", "pip", "-q", "--disable-pip-version-check", "install", *PACKAGES], text=True,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if install.returncode != 0:
            skip("pip cannot install Jupyter: " + install.stdout.strip().splitlines()[-1])
        (scratch / "venv/complete").touch()
    os.environ["JUPYTER_DATA_DIR"] = str(scratch / "data")
    os.execv(python, [python, *sys.argv, "inside"])


if len(sys.argv) == 5:
    enter_environment()
    sys.exit(1)

import unittest

import jupyter_kernel_test
import nbformat
from jupyter_client.manager import start_new_kernel
from nbclient import NotebookClient

del sys.argv[1:]
subprocess.run([calx, "notebook", "install"], check=True)


class KernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = "calx"
    language_name = "c"
    file_extension = ".c"
    code_hello_world = 'puts("hello, world");'
    code_stderr = 'fputs("oops\\n", stderr);'
    code_generate_error = "int x = none;"
    code_inspect_sample = "cx_dense"
    completion_samples = [
        {"text": "cx_tensor_pr", "matches": {"cx_tensor_print"}},
        {"text": "x = strtold", "matches": {"strtold"}},
        {"text": "cx_dense(s, x, 3, .no", "matches": {"no_bias"}},
        {"text": "%fla", "matches": {"flags"}},
    ]
    complete_code_samples = ["x = 3;", "f(1)", 'puts("(");', "// {", "struct s { int a; };"]
    incomplete_code_samples = ["int f(void) {", "f(", "/* never", "int a[] = {1,"]
    code_execute_result = [{"code": "6 * 7", "result": "42"}, {"code": "int a = 3; a * 2.5", "result": "7.5"}]
    code_display_data = [
        {"code": 'cx_display_html("<b>x</b>", NULL);', "mime": "text/html"},
        {"code": 'cx_display_svg("<svg xmlns=\'http://www.w3.org/2000/svg\'/>", NULL);', "mime": "image/svg+xml"},
        {"code": "cx_display_png(cx_array_new(CX_U8, CX_DIMS(2, 2, 1)), NULL);", "mime": "image/png"},
    ]
    supported_history_operations = ("tail",)


class MoreTests(unittest.TestCase):
    def setUp(self):
        self.manager, self.client = start_new_kernel(kernel_name="calx")

    def tearDown(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def run_cell(self, code, client=None, **how):
        """What the cell printed, and the reply."""
        printed = []
        client = client or self.client

        def hear(message):
            printed.append(message["content"].get("text", "") or message["content"].get("data", {}).get("text/plain", ""))

        reply = client.execute_interactive(code, timeout=60, output_hook=hear, **how)
        return "".join(printed), reply["content"]

    def test_input(self):
        self.client.allow_stdin = True
        printed, reply = self.run_cell('char w[9]; scanf("%8s", w); printf("<%s>", w);', allow_stdin=True,
                                       stdin_hook=lambda message: self.client.input("word"))
        self.assertEqual((printed, reply["status"]), ("<word>", "ok"))

    def test_error_has_line_and_caret(self):
        printed, reply = self.run_cell("int y = 3;\nint z = none;")
        self.assertEqual((reply["status"], reply["ename"]), ("error", "CompileError"))
        self.assertIn("cell-1:2:9: error: 'none' undeclared", reply["traceback"][0])
        self.assertIn("    2 | int z = none;\n      |         ^~~~", reply["traceback"][0])

    def test_interrupt(self):
        self.run_cell("int n = 0;")
        message = self.client.execute('n = 1; puts("started"); for (;;);')
        while self.client.get_iopub_msg(timeout=30)["content"].get("text") != "started\n":
            pass
        self.manager.interrupt_kernel()
        reply = self.client.get_shell_msg(timeout=30)
        while reply["parent_header"]["msg_id"] != message:
            reply = self.client.get_shell_msg(timeout=30)
        self.assertEqual(reply["content"]["ename"], "Interrupted")
        self.assertEqual(self.run_cell("n > 0")[0], "1")

    def test_training_is_interrupted_at_a_step(self):
        self.run_cell('''
            cx_node *line(cx_scope *s, cx_node *const *in, void *user) { return cx_dense(s, in[0], 1); }
            cx_runtime *rt = cx_open("cpu");
            cx_dataset *d = cx_dataset_new(rt, cx_array_new(CX_F32, CX_DIMS(20, 2)), cx_array_new(CX_F32, CX_DIMS(20, 1)),
                                           .batch = 10, .repeat = true);
            cx_trainer *t = cx_trainer_new(cx_store_new(rt, 1), line, cx_mean_squared_error, cx_sgd(0.1));
            bool begun(cx_trainer *t, void *user) { return cx_display_text("begun", "begun"); }
            cx_every(t, 10, begun, NULL);''')
        interrupted = []

        def hear(message):
            if message["msg_type"] == "display_data" and not interrupted:
                interrupted.append(True)
                self.manager.interrupt_kernel()

        reply = self.client.execute_interactive("bool whole = cx_fit(t, d, 1000000000);", timeout=60, output_hook=hear)
        self.assertEqual(reply["content"]["status"], "ok")
        printed, _ = self.run_cell('printf("%d %d", whole, cx_trainer_step(t) > 0 && cx_ok(rt));')
        self.assertEqual(printed, "0 1")

    def test_crash_and_restart(self):
        self.run_cell("int n = 3;")
        printed, reply = self.run_cell("*(volatile int *)0 = 1;")
        self.assertIn("Segmentation fault", reply["evalue"])
        self.assertIn("lost: n", reply["traceback"][0])
        self.assertEqual(self.run_cell("1 + 1")[0], "2")
        self.manager.restart_kernel(now=False)
        self.client.wait_for_ready(timeout=60)
        self.assertEqual(self.run_cell("2 + 2")[0], "4")

    def test_several_kernels(self):
        manager, client = start_new_kernel(kernel_name="calx")
        try:
            self.run_cell("int n = 1;")
            self.run_cell("int n = 2;", client)
            self.assertEqual(self.run_cell("n")[0], "1")
            self.assertEqual(self.run_cell("n", client)[0], "2")
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)

    def test_queued_cells_are_aborted(self):
        self.client.execute("int x = none;")
        message = self.client.execute("int n = 1;")
        reply = self.client.get_shell_msg(timeout=30)
        while reply["parent_header"]["msg_id"] != message:
            reply = self.client.get_shell_msg(timeout=30)
        self.assertEqual(reply["content"]["status"], "aborted")

    def test_wrong_signature(self):
        key = self.client.session.key
        self.client.session.key = b"another"
        self.client.execute('FILE *f = fopen("forged", "w");')
        self.client.session.key = key
        _, reply = self.run_cell('fopen("forged", "r") == NULL')
        self.assertEqual(reply["execution_count"], 1)  # the forged one was none

    def test_listens_only_where_it_was_told(self):
        pid = self.manager.provisioner.process.pid
        inodes = set()
        for fd in pathlib.Path(f"/proc/{pid}/fd").iterdir():
            target = os.readlink(fd)
            if target.startswith("socket:"):
                inodes.add(target[8:-1])
        listening = set()
        for table in ("tcp", "tcp6"):
            for line in pathlib.Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
                words = line.split()
                if words[3] == "0A" and words[9] in inodes:
                    listening.add(words[1])
        info = self.manager.get_connection_info()
        told = {f"0100007F:{info[name]:04X}" for name in info if name.endswith("_port")}
        self.assertEqual(listening, told)


class NotebookTests(unittest.TestCase):
    def execute(self, name, **environment):
        """Executes it, and returns its cells; stable outputs are those that stand in the file."""
        notebook = nbformat.read(notebooks / f"{name}.ipynb", 4)
        expected = [cell.get("outputs") for cell in notebook.cells]
        os.environ.update({key: str(value) for key, value in environment.items()})
        NotebookClient(notebook, timeout=120, kernel_name="calx").execute()
        for cell, outputs in zip(notebook.cells, expected):
            if "stable" in cell.metadata.get("tags", []):
                self.assertEqual(json.dumps(plain(cell.outputs)), json.dumps(plain(outputs)), cell.source)
        return notebook.cells

    def test_tour(self):
        self.execute("tour")

    def test_digits(self):
        """On pictures of ten bars, in the form of the digits that it would fetch."""
        with gzip.open(scratch / "digits.csv.gz", "wt", 1) as file:
            for row in range(5000):
                file.write("".join("255," if i // 78 == row % 10 else "0," for i in range(784)) + f"{row % 10}\n")
        self.execute("digits", CALX_DIGITS=scratch / "digits.csv.gz", CALX_STEPS=20)

    def test_gemma(self):
        """With a model of chance that knows 96 letters."""
        shutil.copytree(models / "gemma3", scratch / "model", dirs_exist_ok=True)
        shutil.copy(models / "letters.json", scratch / "model/tokenizer.json")
        cells = self.execute("gemma", CALX_GEMMA=scratch / "model")
        self.assertIn("Gemma 3: a vocabulary of 96 pieces", plain(cells[1].outputs)[0])


def plain(outputs):
    """The parts of outputs that are words."""
    return [output.get("text") or output["data"].get("text/plain") for output in outputs]


unittest.main(verbosity=1)
