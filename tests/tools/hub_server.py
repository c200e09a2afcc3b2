"""A small Hugging Face hub for test_fetch.c, with the real one's habits and failures. It prints its port; each request is a line
of the log file: method, path, the Range and the Authorization header.

    python3 hub_server.py LOG
"""
import hashlib, json, sys, threading, urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

COMMIT = "0123456789abcdef0123456789abcdef01234567"
WEIGHTS = bytes(i * i // 7 % 256 for i in range(300000))
SMALL = {"config.json": b'{"model_type": "test"}', "tokenizer.json": b"{}", "README.md": b"no", "empty.txt": b""}
MODELS = {
    "test/plain": SMALL | {"model.safetensors": WEIGHTS, "original/model.safetensors": b"no", "consolidated.safetensors": b"no", "assets/tokenizer/vocabulary.spm": b"v",
                           "model.gguf": b"no"},
    "test/cut": {"model.safetensors": WEIGHTS},          # each connection ends after 80,000 bytes
    "test/no-range": {"model.safetensors": WEIGHTS},     # the first does; later ones begin from the beginning
    "test/elsewhere": {"model.safetensors": WEIGHTS},    # the first does; later ones begin a byte too late
    "test/busy": {"config.json": b"{}", "model.safetensors": b"w"},  # 503 at the first request for each file
    "test/wrong": {"model.safetensors": WEIGHTS},        # other bytes than those of the hash
    "test/more": {"model.safetensors": WEIGHTS},         # more bytes than the list tells
    "test/other-name": {"weights.safetensors": b"w", "a.gguf": b"no"},
    "test/one-gguf": {"a-Q4_K_M.gguf": WEIGHTS, "config.json": b"{}"},
    "test/ggufs": {"a-Q4_K_M.gguf": WEIGHTS, "a-Q8_0.gguf": b"q"},
    "test/none": {"pytorch_model.bin": b"no"},
    "test/private": {"model.safetensors": WEIGHTS},      # wants the token "secret"
    "test/evil": {"../../evil.safetensors": b"evil"},
    "test/slash": {"/evil.safetensors": b"evil"},
}
log = open(sys.argv[1], "w", buffering=1)
seen = set()


def listing(name):
    files = []
    for file, data in MODELS[name].items():
        git = hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()
        entry = {"rfilename": file, "size": len(data), "blobId": git}
        if file.endswith((".safetensors", ".gguf")):
            entry["lfs"] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "pointerSize": 134}
        files.append(entry)
    return json.dumps({"id": name, "sha": COMMIT, "siblings": files}).encode()


class Hub(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def refuse(self, status, message):
        self.answer(status, b"<html>words</html>", X_Error_Message=message)

    def do_GET(self):
        path = self.path.split("?")[0]
        print(self.server.name, path, self.headers.get("Range", "-"), self.headers.get("Authorization", "-"), file=log)
        parts = [urllib.parse.unquote(part) for part in path.strip("/").split("/")]
        if "renamed" in parts:
            return self.answer(307, Location=self.path.replace("renamed", "plain"))
        if parts[:2] == ["api", "models"]:
            return self.list("/".join(parts[2:4]), parts[5])
        name, revision, file = "/".join(parts[:2]), parts[3], "/".join(parts[4:])
        if revision != COMMIT or file not in MODELS[name]:
            return self.refuse(404, "Entry not found")
        if self.server.name == "hub" and file.endswith((".safetensors", ".gguf")):
            return self.answer(302, Location=f"http://localhost:{cdn.server_port}{self.path}")
        self.send(name, file)

    def list(self, name, revision):
        if name == "test/gated":
            return self.refuse(403, "Access to model test/gated is restricted")
        if name == "test/private" and self.headers.get("Authorization") != "Bearer secret":
            return self.refuse(401, "Invalid username or password.")
        if name == "test/loop":
            return self.answer(307, Location=self.path)
        if name == "test/page":
            return self.answer(200, b"<html>words</html>")
        if name not in MODELS or revision not in ("main", COMMIT, "refs/pr/1"):
            return self.refuse(404, "Repository not found")
        self.answer(200, listing(name))

    def send(self, name, file):
        data, first = MODELS[name][file], (name, file) not in seen
        seen.add((name, file))
        if name == "test/busy" and first:
            return self.refuse(503, "busy")
        start, end = 0, len(data)
        wanted = self.headers.get("Range")
        if wanted and not name == "test/no-range":
            start = int(wanted.removeprefix("bytes=").removesuffix("-")) + (name == "test/elsewhere")
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{end - 1}/{end}")
        if name == "test/wrong":
            data = data[::-1]
        if name == "test/more":
            data = data + data
        self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        if name == "test/cut" or name in ("test/no-range", "test/elsewhere") and first:
            self.wfile.write(data[start:start + 80000])
            self.close_connection = True
        else:
            self.wfile.write(data[start:])


class Server(ThreadingHTTPServer):
    def handle_error(self, *args):  # a client that has heard enough
        pass


hub, cdn = (Server(("127.0.0.1", 0), Hub) for _ in range(2))
hub.name, cdn.name = "hub", "cdn"
threading.Thread(target=cdn.serve_forever, daemon=True).start()
print(hub.server_port, flush=True)
hub.serve_forever()
