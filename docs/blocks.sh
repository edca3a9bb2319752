# blocks.sh - for scripts that execute a document: block N FILE prints the N-th ```sh block of it.
block() {
  awk -v wanted="$1" '/^```sh$/ { n++; inside = n == wanted; found = found || inside; next } /^```$/ { inside = 0 } inside
    END { exit !found }' "$2" || { echo "$2 has no block $1" >&2; exit 1; }
}
