// An outsider's view of the ledger: notes and hash trees are verified by golang.org/x/mod alone, as Go's own checksum
// database is. Nothing here knows our programs; only the names of files differ, which x/mod leads by the tiles' height.
//
//	check log FOLDER VKEY [-witness VKEY] [-old CHECKPOINT] [-each]
//	check proof FILE VKEY [-witness VKEY]
//	check root FOLDER VKEY
package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8
const width = 1 << height

func main() {
	if len(os.Args) < 4 {
		fail("check log|proof|root PATH VKEY …")
	}
	options := flag.NewFlagSet("check", flag.ExitOnError)
	witness := options.String("witness", "", "a witness whose cosignature is needed")
	old := options.String("old", "", "an earlier checkpoint that must be a beginning of this one")
	each := options.Bool("each", false, "prove every record by itself")
	options.Parse(os.Args[4:])
	keys := keyring(os.Args[3], *witness)
	switch os.Args[1] {
	case "log":
		checkLog(os.Args[2], keys, *witness != "", *old, *each)
	case "proof":
		checkProof(os.Args[2], keys, *witness != "")
	case "root":
		checkRoot(os.Args[2], keys)
	default:
		fail("there is no such check")
	}
}

// Every leaf against its tile, every tile against the signed root.
func checkLog(folder string, keys note.Verifiers, witnessed bool, old string, each bool) {
	tree := open(read(filepath.Join(folder, "checkpoint")), keys, witnessed)
	hashes := tlog.TileHashReader(tree, tiles{folder})
	for from := int64(0); from < tree.N; from += width {
		var leaves []tlog.Hash
		var at []int64
		for i, entry := range entries(folder, tree.N, from/width) {
			leaves = append(leaves, tlog.RecordHash(entry))
			at = append(at, tlog.StoredHashIndex(0, from+int64(i)))
		}
		stored, err := hashes.ReadHashes(at)
		must(err)
		for i, leaf := range leaves {
			if stored[i] != leaf {
				fail("record %d has another hash than its tile says", from+int64(i))
			}
			if each {
				proof, err := tlog.ProveRecord(tree.N, from+int64(i), hashes)
				must(err)
				must(tlog.CheckRecord(proof, tree.N, tree.Hash, from+int64(i), leaf))
			}
		}
	}
	if old != "" {
		before := open(read(old), keys, false)
		proof, err := tlog.ProveTree(tree.N, before.N, hashes)
		must(err)
		must(tlog.CheckTree(proof, tree.N, tree.Hash, before.N, before.Hash))
	}
	fmt.Println("verified", tree.N)
}

// The shortest way from entries to root that x/mod offers: no tile is read.
func checkRoot(folder string, keys note.Verifiers) {
	started := time.Now()
	tree := open(read(filepath.Join(folder, "checkpoint")), keys, false)
	stored := make([]tlog.Hash, 0, tlog.StoredHashCount(tree.N))
	reader := tlog.HashReaderFunc(func(at []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(at))
		for i, index := range at {
			found[i] = stored[index]
		}
		return found, nil
	})
	n := int64(0)
	for from := int64(0); from < tree.N; from += width {
		for _, entry := range entries(folder, tree.N, from/width) {
			more, err := tlog.StoredHashes(n, entry, reader)
			must(err)
			stored = append(stored, more...)
			n++
		}
	}
	root, err := tlog.TreeHash(tree.N, reader)
	must(err)
	if root != tree.Hash {
		fail("the entries give another root than the log has signed")
	}
	fmt.Printf("verified %d in %.3f s\n", tree.N, time.Since(started).Seconds())
}

func checkProof(file string, keys note.Verifiers, witnessed bool) {
	head, signed, found := strings.Cut(string(read(file)), "\n\n")
	if !found {
		fail("no blank line")
	}
	lines := strings.Split(head, "\n")
	if len(lines) < 3 || lines[0] != "c2sp.org/tlog-proof@v1" {
		fail("no proof")
	}
	entry, err := base64.StdEncoding.Strict().DecodeString(strings.TrimPrefix(lines[1], "extra "))
	must(err)
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	must(err)
	var proof tlog.RecordProof
	for _, line := range lines[3:] {
		hash, err := tlog.ParseHash(line)
		must(err)
		proof = append(proof, hash)
	}
	tree := open([]byte(signed), keys, witnessed)
	must(tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry)))
	fmt.Println("verified", index)
}

func open(signed []byte, keys note.Verifiers, witnessed bool) tlog.Tree {
	opened, err := note.Open(signed, keys)
	must(err)
	if witnessed && len(opened.Sigs) < 2 {
		fail("the witness has not cosigned")
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != opened.Sigs[0].Name || lines[3] != "" {
		fail("no checkpoint of the log that has signed it")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	root, err := tlog.ParseHash(lines[2])
	must(err)
	return tlog.Tree{N: size, Hash: root}
}

func entries(folder string, size, bundle int64) [][]byte {
	count := size - bundle*width
	if count > width {
		count = width
	}
	tile := tlog.Tile{H: height, L: -1, N: bundle, W: int(count)}
	rest := read(filepath.Join(folder, strings.Replace(name(tile), "/data/", "/entries/", 1)))
	var found [][]byte
	for int64(len(found)) < count {
		if len(rest) < 2 || len(rest) < 2+int(binary.BigEndian.Uint16(rest)) {
			fail("a bundle is cut short")
		}
		end := 2 + int(binary.BigEndian.Uint16(rest))
		found, rest = append(found, rest[2:end]), rest[end:]
	}
	if len(rest) > 0 {
		fail("a bundle has bytes left over")
	}
	return found
}

// The files of a folder, as x/mod asks for tiles.
type tiles struct{ folder string }

func (t tiles) Height() int { return height }

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var data [][]byte
	for _, tile := range wanted {
		bytes, err := os.ReadFile(filepath.Join(t.folder, name(tile)))
		if err != nil {
			return nil, err
		}
		data = append(data, bytes)
	}
	return data, nil
}

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func name(tile tlog.Tile) string { return strings.Replace(tile.Path(), "tile/8/", "tile/", 1) }

// A witness's key: the same keys and notes, with the time before the signature (C2SP tlog-cosignature).
type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (c cosigner) Name() string    { return c.name }
func (c cosigner) KeyHash() uint32 { return c.hash }

func (c cosigner) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", binary.BigEndian.Uint64(sig), msg)
	return ed25519.Verify(c.key, []byte(message), sig[8:])
}

func keyring(log, witness string) note.Verifiers {
	verifier, err := note.NewVerifier(log)
	must(err)
	if witness == "" {
		return note.VerifierList(verifier)
	}
	parts := strings.SplitN(witness, "+", 3)
	key, err := base64.StdEncoding.DecodeString(parts[2])
	must(err)
	digest := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
	return note.VerifierList(verifier, cosigner{parts[0], binary.BigEndian.Uint32(digest[:]), key[1:]})
}

func read(path string) []byte {
	bytes, err := os.ReadFile(path)
	must(err)
	return bytes
}

func must(err error) {
	if err != nil {
		fail("%v", err)
	}
}

func fail(format string, about ...any) {
	fmt.Printf("REFUSED: "+format+"\n", about...)
	os.Exit(1)
}
