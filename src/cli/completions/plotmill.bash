# bash completion for plotmill

_plotmill() {
    local cur prev words cword split
    if declare -F _init_completion > /dev/null; then
        _init_completion -n = || return
    else
        cur=${COMP_WORDS[COMP_CWORD]}
        prev=${COMP_WORDS[COMP_CWORD - 1]}
        words=("${COMP_WORDS[@]}")
        cword=$COMP_CWORD
    fi

    local commands='render check bench inspect compare watch merge list schema init help'
    local common='--color --help --version'
    local talk='--quiet --verbose'
    local figures='--only --set --root'

    if ((cword == 1)); then
        COMPREPLY=($(compgen -W "$commands --help --version" -- "$cur"))
        return
    fi
    local command=${words[1]}

    case $prev in
        --shard) COMPREPLY=($(compgen -W 'auto' -- "$cur")); return ;;
        --progress) COMPREPLY=($(compgen -W 'auto bar plain json none' -- "$cur")); return ;;
        --color) COMPREPLY=($(compgen -W 'auto always never' -- "$cur")); return ;;
        -f | --format) COMPREPLY=($(compgen -W 'png svg pdf' -- "$cur")); return ;;
        -o | --output | --root | --baseline | --diff) compopt -o filenames 2> /dev/null; COMPREPLY=($(compgen -d -- "$cur")); return ;;
        --json | --plot | --pdf-pages | --manifest | --junit | --trace | --report | --depfile | --depfile-target | --shard-times) compopt -o filenames 2> /dev/null; COMPREPLY=($(compgen -f -- "$cur")); return ;;
        -j | --jobs)
            COMPREPLY=($(compgen -W "1 2 4 8 $(getconf _NPROCESSORS_ONLN 2> /dev/null)" -- "$cur"))
            return
            ;;
        --only | --explain | --set | --timeout | --max-memory | --repeat | --threshold | --max-diff) return ;;
    esac

    local options
    case $command in
        render)
            options="--output --jobs $figures --format --pdf-pages --dry-run --force --explain --clean --depfile --depfile-target --no-record --shard --shard-times --fail-fast --strict --timeout --max-memory --isolate --manifest --junit --report --trace --progress $talk $common"
            ;;
        check) options="$figures --junit --strict $talk $common" ;;
        bench) options="--jobs --isolate --repeat --json --plot --output --format $figures $talk $common" ;;
        inspect) options="$figures $talk $common" ;;
        watch)
            options="--serve --output --jobs $figures --format --pdf-pages --force --explain --clean --depfile --depfile-target --no-record --fail-fast --strict --timeout --max-memory --isolate --manifest --junit --report --trace --progress $talk $common"
            ;;
        compare)
            options="--baseline --output --threshold --max-diff --antialiased --diff --update --json --junit --report --jobs $figures --format --strict --timeout --progress $talk $common"
            ;;
        merge) options="--output --manifest --junit --report $talk $common" ;;
        list | init) options="$talk $common" ;;
        schema) options="$common" ;;
        help) COMPREPLY=($(compgen -W "$commands" -- "$cur")); return ;;
        *) return ;;
    esac
    if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$cur"))
        return
    fi

    case $command in
        render | check | bench | inspect | compare | watch)
            compopt -o filenames 2> /dev/null
            local IFS=$'\n'
            COMPREPLY=($(compgen -f -X '!*.yaml' -- "$cur") $(compgen -f -X '!*.yml' -- "$cur") $(compgen -d -- "$cur"))
            ;;
        schema) ((cword == 2)) && COMPREPLY=($(compgen -W 'job manifest' -- "$cur")) ;;
        list)
            if ((cword == 2)); then
                COMPREPLY=($(compgen -W 'layers axes styles colormaps markers fonts rcparams' -- "$cur"))
            elif [[ ${words[2]} == layers ]]; then
                COMPREPLY=($(compgen -W "$(plotmill list layers 2> /dev/null | sed -n 's/^  \([a-z0-9_]*\) .*/\1/p')" -- "$cur"))
            fi
            ;;
        init | merge) compopt -o filenames 2> /dev/null; COMPREPLY=($(compgen -f -- "$cur")) ;;
    esac
}

complete -F _plotmill plotmill
