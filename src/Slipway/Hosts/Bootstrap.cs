using System.Globalization;
using Slipway.Text;

namespace Slipway.Hosts;

/// <summary>
/// The command that ssh runs on the host. It gains root when asked, starts the agent when the host has it, else takes it
/// from standard input first. Constants only; one line without <c>'</c>, <c>!</c> and backslash, so that sh, csh and fish as
/// login shells pass it on unchanged.
/// </summary>
internal static class Bootstrap
{
    /// <summary>Words that start a line of the script after the marker.</summary>
    public const string Need = "need";
    public const string Fail = "fail";

    // $1 script, $2 rights, $3 digest, $4 bytes of gzip. The marker is put together at run time so that an echo of this text is none.
    private const string Gain =
        """
        s=$1; r=$2; d=$3; n=$4; m="#sli"; m="${m}pway#1";
        case "$r" in
          full|best)
            if [ "$(id -u)" = 0 ]; then eval "$s"; exit; fi;
            if [ "$r" = full ]; then exec sudo -n /bin/sh -c "$s" slipway "$m" "$d" "$n"; fi;
            if sudo -n true 2>/dev/null; then exec sudo -n /bin/sh -c "$s" slipway "$m" "$d" "$n"; fi ;;
        esac;
        eval "$s"
        """;

    // Sees $m $d $n, or gets them as $1 $2 $3 behind sudo.
    private const string Start =
        """
        if [ -z "$m" ]; then m=$1; d=$2; n=$3; fi;
        LC_ALL=C; export LC_ALL; umask 022;
        say() { echo "$m $*"; };
        mine() { if [ -L "$1" ]; then return 1; fi; [ -O "$1" ]; };
        g=/var/lib/slipway/agent; h=${HOME:-/nonexistent}/.slipway/agent;
        run() { if [ -x "$1/$d/slipway-agent" ]; then exec "$1/$d/slipway-agent" serve; fi; };
        run "$g";
        if mine "$h"; then run "$h"; fi;
        v=/var/tmp/slipway-$(id -u);
        if mine "$v"; then run "$v"; fi;
        c=$(uname -m);
        if [ "$c" = x86_64 ]; then :; else say fail cpu "$c"; exit 3; fi;
        if [ -e /lib64/ld-linux-x86-64.so.2 ]; then :; else say fail libc; exit 3; fi;
        w=;
        for b in "$g" "$h" "$v"; do
          if [ "$b" = "$v" ]; then mkdir -m 700 "$v" 2>/dev/null; else mkdir -p "$b" 2>/dev/null; fi;
          mine "$b" || continue;
          t=$b/.probe.$$;
          ( : > "$t" ) 2>/dev/null || continue;
          chmod 755 "$t";
          if [ -x "$t" ]; then rm -f "$t"; w=$b; break; fi;
          rm -f "$t"; x="$x $b";
        done;
        if [ -z "$w" ]; then say fail noexec "$x"; exit 3; fi;
        p=$w/.new.$d.$$; mkdir -p "$p" || { say fail write "$w"; exit 3; };
        say need "$w";
        head -c "$n" | gzip -dc > "$p/slipway-agent";
        y=$(sha256sum < "$p/slipway-agent");
        if [ "${y%% *}" = "$d" ]; then :; else
          f=$(df -Pk "$w" | tail -n 1); rm -rf "$p"; say fail push "$w" "${y%% *}" "$f"; exit 3;
        fi;
        chmod 755 "$p/slipway-agent" && sync "$p/slipway-agent" "$p" && mv -T "$p" "$w/$d" 2>/dev/null || rm -rf "$p";
        ln -s "$d" "$w/.current.$$" && mv -T "$w/.current.$$" "$w/current"; sync "$w";
        k=0; q=$(readlink /proc/[0-9]*/exe 2>/dev/null);
        for o in $(ls -1t "$w"); do
          case "$o" in [0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]*) ;; *) continue ;; esac;
          k=$((k+1)); if [ "$k" -le 3 ] || [ "$o" = "$d" ]; then continue; fi;
          case "$q" in *"/$o/slipway-agent"*) ;; *) rm -rf "$w/$o" ;; esac;
        done;
        find "$w" -maxdepth 1 -name ".*.*" -mmin +60 -exec rm -rf "{}" +;
        exec "$w/$d/slipway-agent" serve
        """;

    /// <summary>The one word that is given to ssh as remote command.</summary>
    public static string Command(HostRights rights, string digest, int compressedBytes) =>
        "exec " + Shell.Join(
        [
            "/bin/sh", "-c", OneLine(Gain), "slipway", OneLine(Start),
            rights.ToString().ToLowerInvariant(), digest, compressedBytes.ToString(CultureInfo.InvariantCulture),
        ]);

    private static string OneLine(string script) =>
        string.Join(' ', script.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
