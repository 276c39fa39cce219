# Draws again who handles a request, from two .tlog-proof files and the contributors' keys; Python's own library alone.
import base64, hashlib, json, struct, sys

PKCS1 = bytes.fromhex("3031300d060960864801650304020105000420")  # DigestInfo of SHA-256, RFC 8017 §9.2


def read(path):
    lines = open(path, encoding="utf-8").read().split("\n")
    entry = base64.b64decode(lines[1].removeprefix("extra "))
    return entry, int(lines[2].removeprefix("index ")), lines[lines.index("") + 1], json.loads(entry)["data"]


def signed(spki, message, signature):  # 33 bytes of DER, the modulus, the exponent 65537
    power = pow(int.from_bytes(signature, "big"), 65537, int.from_bytes(spki[33:417], "big")).to_bytes(384, "big")
    return len(spki) == 422 and power == b"\0\1" + b"\xff" * 330 + b"\0" + PKCS1 + hashlib.sha256(message).digest()


(entry, index, origin, request), (_, _, _, result) = read(sys.argv[1]), read(sys.argv[2])
keys = {name: base64.b64decode(key) for name, key in map(str.split, open(sys.argv[3]))}
leaf = base64.b64encode(hashlib.sha256(b"\0" + entry).digest()).decode()
alpha = f"egov-draw/v1\n{origin}\n{request['draw']}\n{index}\n{leaf}\n".encode()
given = {one["name"]: base64.b64decode(one["signature"]) for one in result["contributions"]}
preimage = b"egov-seed/v1\n" + alpha
for one in request["contributors"]:
    signature = given.get(one["name"], b"")
    assert hashlib.sha256(keys[one["name"]]).hexdigest() == one["key"]
    assert not signature or signed(keys[one["name"]], alpha, signature), one["name"]
    preimage += struct.pack(">H", len(signature)) + signature
seed, n = hashlib.sha256(preimage + bytes.fromhex(result["nonce"] or "")).digest(), len(request["pool"])
drawn = (hashlib.sha256(b"ledger-draw/v1\n" + seed + struct.pack(">Q", c)).digest() for c in range(1 << 20))
print(request["pool"][next(x for x in (int.from_bytes(one[:8], "big") for one in drawn) if x < 2**64 - 2**64 % n) % n])
