# shellcheck shell=bash
# The page that jobs/run makes of its pictures, for bash, to be sourced.

escape_html() { sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g; s/"/\&quot;/g'; }

# write_page PLOTMILL DIRECTORY JOB...: DIRECTORY/index.html, every job with its text and its pictures in DIRECTORY.
write_page() {
    local plotmill=$1 directory=$2 job file name words page
    shift 2
    page=$directory/index.html
    {
        cat <<'PAGE'
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>plotmill: the pictures of jobs/</title>
<style>
:root { color-scheme: light dark; --ink: #222; --paper: #fafafa; --card: #fff; --line: #ddd; }
@media (prefers-color-scheme: dark) { :root { --ink: #ddd; --paper: #16181b; --card: #1f2226; --line: #383c42; } }
body { margin: 0 auto; max-width: 86rem; padding: 1rem 1.5rem 4rem; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
h1 { margin-bottom: 0; } h2 { margin: 2.5rem 0 .2rem; } p { margin: .2rem 0 .8rem; }
main section > div { display: grid; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); gap: 1.2rem; align-items: start; }
figure { margin: 0; padding: .6rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); }
figure img { width: 100%; height: auto; display: block; background: #fff; }
figcaption { font-size: .85rem; opacity: .8; padding-top: .4rem; overflow-wrap: anywhere; }
details { margin: .4rem 0 1rem; } summary { cursor: pointer; } pre { overflow-x: auto; padding: .8rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); font-size: .8rem; }
</style>
</head>
<body>
<h1>plotmill</h1>
<p>Every picture below was drawn from the job file above it.</p>
<main>
PAGE
        for job in "$@"; do
            [[ -f $job ]] || continue
            name=$(basename "$job" | escape_html)
            words=$(sed -n '1s/^# *//p' "$job" | escape_html)
            printf '<section>\n<h2>%s</h2>\n<p>%s</p>\n<details><summary>the job file</summary><pre>' "$name" "$words"
            escape_html <"$job"
            printf '</pre></details>\n<div>\n'
            while IFS= read -r file; do
                file=${file#"$directory"/}
                [[ $file == *.png && -f $directory/$file ]] || continue
                name=$(escape_html <<<"${file%.png}")
                printf '<figure><a href="%s.png"><img loading="lazy" src="%s.png" alt="%s"></a><figcaption>%s</figcaption></figure>\n' \
                    "$name" "$name" "$name" "$name"
            done < <("$plotmill" render -n -q -o "$directory" "$job" 2>/dev/null)
            printf '</div>\n</section>\n'
        done
        printf '</main>\n</body>\n</html>\n'
    } >"$page.tmp" && mv "$page.tmp" "$page"
}
