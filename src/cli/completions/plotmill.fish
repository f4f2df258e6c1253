# fish completion for plotmill

function __plotmill_on
    __fish_seen_subcommand_from $argv
end

complete -c plotmill -f
complete -c plotmill -n __fish_use_subcommand -a render -d 'render the figures of job files, in parallel'
complete -c plotmill -n __fish_use_subcommand -a check -d 'read jobs and their data, report every error'
complete -c plotmill -n __fish_use_subcommand -a bench -d 'time the same figures sequentially and threaded'
complete -c plotmill -n __fish_use_subcommand -a inspect -d 'print facts of the laid-out figures as JSON'
complete -c plotmill -n __fish_use_subcommand -a merge -d "join the manifests of a run's shards"
complete -c plotmill -n __fish_use_subcommand -a list -d 'list layers, axes, styles, colormaps, markers, fonts or rcparams'
complete -c plotmill -n __fish_use_subcommand -a schema -d 'print the JSON Schema of the job format'
complete -c plotmill -n __fish_use_subcommand -a init -d 'write a commented example job'
complete -c plotmill -n __fish_use_subcommand -a help -d 'show the help of a command'
complete -c plotmill -s h -l help -d 'show help'
complete -c plotmill -s V -l version -d 'show the version'
complete -c plotmill -n '__plotmill_on help' -a 'render check bench inspect merge list schema init'

complete -c plotmill -n '__plotmill_on render check bench inspect' -a '(__fish_complete_suffix .yaml)'
complete -c plotmill -n '__plotmill_on render check bench inspect merge list schema init' -l color -x -a 'auto always never' -d 'when to colour'
complete -c plotmill -n '__plotmill_on render check bench inspect merge list init' -s q -l quiet -d 'print errors and warnings only'
complete -c plotmill -n '__plotmill_on render check bench inspect merge list init' -s v -l verbose -d 'say more'
complete -c plotmill -n '__plotmill_on render check bench inspect' -l only -x -d 'only figures whose name matches'
complete -c plotmill -n '__plotmill_on render check bench inspect' -l set -x -d 'set a variable of the job: NAME=VALUE'
complete -c plotmill -n '__plotmill_on render check bench inspect' -l root -x -a '(__fish_complete_directories)' -d 'let jobs read files below DIR only'
complete -c plotmill -n '__plotmill_on render bench' -s o -l output -x -a '(__fish_complete_directories)' -d 'directory of the images'
complete -c plotmill -n '__plotmill_on render' -s j -l jobs -x -d 'threads'
complete -c plotmill -n '__plotmill_on bench' -s j -l jobs -x -d 'numbers of threads, parted by commas'
complete -c plotmill -n '__plotmill_on render bench' -s f -l format -x -a 'png svg pdf' -d 'formats of the images'
complete -c plotmill -n '__plotmill_on render' -l pdf-pages -r -F -d 'write one PDF file with a page for each figure'
complete -c plotmill -n '__plotmill_on render' -s n -l dry-run -d 'list the files that would be written'
complete -c plotmill -n '__plotmill_on render' -l force -d 'draw all figures, those that are up to date as well'
complete -c plotmill -n '__plotmill_on render' -l explain -x -d 'say why figures are drawn, or why not'
complete -c plotmill -n '__plotmill_on render' -l clean -d 'remove images that the job does not make any more'
complete -c plotmill -n '__plotmill_on render' -l depfile -r -F -d 'write what the images are made from, for make and ninja'
complete -c plotmill -n '__plotmill_on render' -l depfile-target -r -F -d 'target of that rule'
complete -c plotmill -n '__plotmill_on render' -l no-record -d 'draw everything, and leave no record of it'
complete -c plotmill -n '__plotmill_on render' -l shard -x -a 'auto' -d 'draw only the I-th of N parts: I/N'
complete -c plotmill -n '__plotmill_on render' -l shard-times -r -F -d 'make the parts equally long by an earlier manifest'
complete -c plotmill -n '__plotmill_on merge' -F
complete -c plotmill -n '__plotmill_on render' -l fail-fast -d 'stop at the first figure that fails'
complete -c plotmill -n '__plotmill_on render check' -l strict -d 'treat warnings as errors'
complete -c plotmill -n '__plotmill_on render' -l timeout -x -d 'fail a figure that takes longer (seconds)'
complete -c plotmill -n '__plotmill_on render merge' -l manifest -r -F -d 'write what became of every figure'
complete -c plotmill -n '__plotmill_on schema' -a 'job manifest'
complete -c plotmill -n '__plotmill_on render check merge' -l junit -r -F -d 'write the outcomes as CI servers read them'
complete -c plotmill -n '__plotmill_on render' -l trace -r -F -d 'write a Chrome trace'
complete -c plotmill -n '__plotmill_on render' -l progress -x -a 'auto bar plain json none' -d 'how to show progress'
complete -c plotmill -n '__plotmill_on bench' -l repeat -x -d 'timed runs of each kind'
complete -c plotmill -n '__plotmill_on bench' -l json -r -F -d 'write what was measured as JSON'
complete -c plotmill -n '__plotmill_on bench' -l plot -r -F -d 'draw wall time and speed-up (FILE.png)'
complete -c plotmill -n '__plotmill_on list' -a 'layers axes styles colormaps markers fonts rcparams'
complete -c plotmill -n '__plotmill_on init' -F
