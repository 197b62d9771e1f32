import type { CommandRow } from "./commands.ts";
import { commonOptions, flagsOf, type OptionName, type OptionRow, optionTable } from "./options.ts";

/**
 * What each shell needs to complete hirtectl's command lines, from the command and option tables. Names
 * of commands, options and choices are in the script; nodes, units and jobs are asked for with
 * `hirtectl __complete`.
 */
export const completionScripts = { bash, zsh, fish } as const;

const rows: readonly (readonly [string, OptionRow])[] = Object.entries(optionTable);
const everywhere = ["--help", "-h"];
const taking = rows.filter(([, { flags }]) => flags.includes("<"));
const takingFlags = taking.flatMap(([, { flags }]) => flagsOf(flags));

function bash(commands: readonly CommandRow[]): string {
  const names = commands.map(({ name }) => name);
  return `# bash completion for hirtectl; made by: hirtectl completion bash
_hirtectl_options() {
  case $1 in
${commands.map((row) => `    ${row.name}) REPLY="${optionFlags(row.options).join(" ")}" ;;`).join("\n")}
    *) REPLY="${[...optionFlags(commonOptions), "--version", "-V"].join(" ")}" ;;
  esac
}

_hirtectl_choices() {
  case $1 in
${choiceCases((flags, choices) => `    ${flags.join("|")}) REPLY="${choices.join(" ")}" ;;`)}
    *) REPLY="" ;;
  esac
}

_hirtectl() {
  local line=\${COMP_LINE:0:COMP_POINT} cur prev= command= expects= word i broken REPLY
  local -a words found
  # Words as typed: bash itself splits them at @ and : too. Backslashes are taken off here, and put on below.
  read -a words <<< "$line"
  [[ $line == *[[:space:]] ]] && words+=("")
  cur=\${words[\${#words[@]}-1]}
  for ((i = 1; i < \${#words[@]} - 1; i++)); do
    word=\${words[i]}
    if [[ -n $expects ]]; then expects=; continue; fi
    case $word in
      ${takingFlags.join("|")}) expects=$word ;;
      -*) ;;
      *) [[ -z $command ]] && command=$word ;;
    esac
  done
  if [[ -n $expects ]]; then
    _hirtectl_choices "$expects"
    case $expects in
      -c|--config) found=($(compgen -f -- "$cur")) ;;
      *) found=($(compgen -W "$REPLY" -- "$cur")) ;;
    esac
  elif [[ $cur == --*=* ]]; then
    _hirtectl_choices "\${cur%%=*}"
    found=($(compgen -P "\${cur%%=*}=" -W "$REPLY" -- "\${cur#*=}"))
  elif [[ $cur == -* ]]; then
    _hirtectl_options "$command"
    found=($(compgen -W "$REPLY" -- "$cur"))
  elif [[ -z $command ]]; then
    found=($(compgen -W "${[...names, "help"].join(" ")}" -- "$cur"))
  elif [[ $command == help ]]; then
    found=($(compgen -W "${names.join(" ")}" -- "$cur"))
  else
    mapfile -t found < <("\${1:-hirtectl}" __complete "\${words[@]:1}" 2>/dev/null)
  fi
  # What stands before the last of these is no part of the word that bash replaces.
  broken=
  for word in @ : =; do
    [[ $COMP_WORDBREAKS == *$word* && $cur == *$word* ]] || continue
    prev=\${cur%"\${cur##*$word}"}
    ((\${#prev} > \${#broken})) && broken=$prev
  done
  COMPREPLY=()
  for word in "\${found[@]}"; do
    printf -v word %q "\${word#"$broken"}"
    # A set of nodes is one word without quotes.
    COMPREPLY+=("\${word//\\\\,/,}")
  done
}
complete -F _hirtectl hirtectl
`;
}

function zsh(commands: readonly CommandRow[]): string {
  return `#compdef hirtectl
# zsh completion for hirtectl; made by: hirtectl completion zsh
_hirtectl() {
  local command= expects= word cur=\${(Q)words[CURRENT]}
  local -a commands options found
  commands=(
${commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`).join("\n")}
    'help:Show help of a command.'
  )
  for word in "\${(@Q)words[2,CURRENT-1]}"; do
    if [[ -n $expects ]]; then expects=; continue; fi
    case $word in
      ${takingFlags.join("|")}) expects=$word ;;
      -*) ;;
      *) [[ -z $command ]] && command=$word ;;
    esac
  done
  if [[ -n $expects ]]; then
    case $expects in
${choiceCases((flags, choices) => `      ${flags.join("|")}) compadd -- ${choices.join(" ")} ;;`)}
      -c|--config) _files ;;
    esac
  elif [[ $cur == -* ]]; then
    case $command in
${commands.map((row) => `      ${row.name}) options=(${describedOptions(row)}) ;;`).join("\n")}
      *) options=(${describedOptions({ options: commonOptions })}) ;;
    esac
    _describe -o option options
  elif [[ -z $command || $command == help ]]; then
    _describe command commands
  else
    found=("\${(@f)$(\${words[1]} __complete "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
    found=(\${found:#})
    compadd -a found
  fi
}
if [[ \${funcstack[1]} == _hirtectl ]]; then _hirtectl "$@"; else compdef _hirtectl hirtectl; fi
`;
}

function fish(commands: readonly CommandRow[]): string {
  const none = "-";
  const takers = (name: string) => [
    ...(commonOptions.some((common) => common === name) ? [none] : []),
    ...commands.filter(({ options }) => options.some((o) => o === name)).map((row) => row.name),
  ];
  const options = rows.map(([name, row]) => {
    const parts = flagsOf(row.flags).map((flag) =>
      flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`,
    );
    const value = !row.flags.includes("<")
      ? ""
      : name === "config"
        ? " -r -F"
        : ` -x${row.choices ? ` -a '${row.choices.join(" ")}'` : ""}`;
    return `complete -c hirtectl -n '__hirtectl_takes ${takers(name).join(" ")}' ${parts.join(" ")}${value} -d ${fishQuoted(row.summary)}`;
  });
  return `# fish completion for hirtectl; made by: hirtectl completion fish
function __hirtectl_command
    set -l expects 0
    for word in (commandline -opc)[2..-1]
        if test $expects = 1
            set expects 0
            continue
        end
        switch $word
            case ${takingFlags.join(" ")}
                set expects 1
            case '-*'
            case '*'
                echo $word
                return 0
        end
    end
    return 1
end

function __hirtectl_takes
    set -l command (__hirtectl_command)
    or set command ${none}
    contains -- $command $argv
end

function __hirtectl_asks
    set -l words (commandline -opc)
    command $words[1] __complete $words[2..-1] (commandline -ct) 2>/dev/null
end

complete -c hirtectl -f
${commands.map(({ name, summary }) => `complete -c hirtectl -n '__hirtectl_takes ${none} help' -a ${name} -d ${fishQuoted(summary)}`).join("\n")}
complete -c hirtectl -n '__hirtectl_takes ${none}' -a help -d 'Show help of a command.'
complete -c hirtectl -s h -l help -d 'Show help.'
${options.join("\n")}
complete -c hirtectl -n 'not __hirtectl_takes ${none} help' -a '(__hirtectl_asks)'
`;
}

function optionFlags(options: readonly OptionName[]): readonly string[] {
  return [...options.flatMap((name) => flagsOf(optionTable[name].flags)), ...everywhere];
}

function describedOptions({ options }: Pick<CommandRow, "options">): string {
  return options
    .flatMap((name) =>
      flagsOf(optionTable[name].flags).map((flag) =>
        quoted(`${flag}:${optionTable[name].summary}`),
      ),
    )
    .join(" ");
}

function choiceCases(line: (flags: readonly string[], choices: readonly string[]) => string) {
  return taking
    .flatMap(([, { flags, choices }]) => (choices ? [line(flagsOf(flags), choices)] : []))
    .join("\n");
}

/** A word for bash and zsh. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A word for fish, in which a backslash within quotes stands for the next character. */
function fishQuoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
