using System.Diagnostics;
using System.Text;
using Slipway.EnvFiles;
using Xunit;

namespace Slipway.Integration.Tests.EnvFiles;

/// <summary>A program that reads env files for its apps, driven by a script: one process reads all the files.</summary>
/// <param name="Command">Program and arguments; after them come the folder, the number of files (named 0, 1 …) and the file for the answers.</param>
internal sealed record RealReader(EnvDialect Dialect, string Command, params IReadOnlyList<string> Arguments)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    public static RealReader Phpdotenv { get; } = new(EnvDialect.Phpdotenv, "/usr/bin/php", "-r", """
        require '/usr/share/php/Dotenv/autoload.php';
        [, $folder, $count, $answers] = $argv;
        $out = fopen($answers, 'w');
        for ($i = 0; $i < (int)$count; $i++) {
            $text = '';
            try {
                $text = "O\0";
                foreach (Dotenv\Dotenv::createArrayBacked($folder, (string)$i)->load() as $key => $value)
                    if ($value !== null) $text .= "$key\0$value\0";
            } catch (Dotenv\Exception\InvalidFileException $e) {
                $text = "R\0";
            }
            fwrite($out, $text . "\0");
        }
        """, "--");

    public static RealReader PythonDotenv { get; } = new(EnvDialect.PythonDotenv, "/usr/bin/python3", "-X", "utf8", "-c", """
        import logging, os, sys
        from dotenv.main import DotEnv
        logging.disable(logging.CRITICAL)
        folder, count, answers = sys.argv[1:]
        os.environ.clear()
        with open(answers, "w", newline="") as out:
            for i in range(int(count)):
                values = DotEnv(f"{folder}/{i}", encoding="utf-8").dict()
                out.write("O\0" + "".join(f"{k}\0{v}\0" for k, v in values.items() if v is not None) + "\0")
        """);

    public static RealReader DjangoEnviron { get; } = new(EnvDialect.DjangoEnviron, "/usr/bin/python3", "-X", "utf8", "-W", "ignore", "-c", """
        import sys
        import environ
        folder, count, answers = sys.argv[1:]
        with open(answers, "w", newline="") as out:
            for i in range(int(count)):
                environ.Env.ENVIRON = {}
                environ.Env.read_env(f"{folder}/{i}")
                out.write("O\0" + "".join(f"{k}\0{v}\0" for k, v in environ.Env.ENVIRON.items()) + "\0")
        """);

    /// <summary>The functions by which PID 1 itself loads an EnvironmentFile= and drops what is not valid, from the library they live in.</summary>
    public static RealReader Systemd { get; } = new(EnvDialect.Systemd, "/usr/bin/python3", "-c", """
        import ctypes, glob, sys
        lib = ctypes.CDLL(sorted(glob.glob("/usr/lib/*/systemd/libsystemd-shared-*.so"))[-1])
        lib.strv_env_clean_with_callback.restype = ctypes.POINTER(ctypes.c_char_p)
        folder, count, answers = sys.argv[1:]
        with open(answers, "wb") as out:
            for i in range(int(count)):
                found = ctypes.POINTER(ctypes.c_char_p)()
                failed = lib.load_env_file(None, f"{folder}/{i}".encode(), ctypes.byref(found))
                out.write(b"R\0" if failed else b"O\0")
                if not failed and found:
                    lib.strv_env_clean_with_callback(found, None, None)
                    at = 0
                    while found[at] is not None:
                        out.write(found[at].replace(b"=", b"\0", 1) + b"\0")
                        at += 1
                out.write(b"\0")
        """);

    public static RealReader Shell { get; } = new(EnvDialect.Shell, "/bin/sh", "-c", $$$"""
        folder=$1 count=$2 answers=$3 i=0
        PATH=/nonexistent
        while [ $i -lt $count ]; do
            (
                set -a
                . "$folder/$i" >/dev/null 2>&1
                printf 'O\0'
                {{{string.Concat(EnvFileGenerator.Keys.Select(k => $"[ \"${{{k}+x}}\" ] && printf '{k}\\0%s\\0' \"${k}\"\n"))}}}
                :
            ) || printf 'R\0'
            printf '\0'
            i=$((i+1))
        done >"$answers"
        """, "sh");

    /// <param name="module">Path of its lib/main.js.</param>
    public static RealReader Dotenv(string module) => new(EnvDialect.NodeDotenv, "/usr/bin/node", "-e", $$"""
        const fs = require('fs'), dotenv = require('{{module}}');
        const [folder, count, answers] = process.argv.slice(1);
        let out = '';
        for (let i = 0; i < +count; i++)
            out += 'O\0' + Object.entries(dotenv.parse(fs.readFileSync(`${folder}/${i}`, 'utf8'))).map(([k, v]) => `${k}\0${v}\0`).join('') + '\0';
        fs.writeFileSync(answers, out);
        """, "--");

    /// <summary>What it made of each file: the values by key, or null when it refused.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string>?>> ReadAsync(string folder, int count)
    {
        var answers = $"{folder}.{Dialect}";
        var start = new ProcessStartInfo(Command) { RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var argument in (string[])[.. Arguments, folder, $"{count}", answers])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(Deadline);
        await process.WaitForExitAsync(deadline.Token);
        var told = await errors;
        Assert.True(process.ExitCode == 0, told);
        var words = Encoding.UTF8.GetString(await File.ReadAllBytesAsync(answers, deadline.Token)).Split('\0');
        var results = new List<IReadOnlyDictionary<string, string>?>();
        for (var at = 0; at < words.Length - 1; at++)
        {
            var values = new Dictionary<string, string>();
            var refused = words[at++] == "R";
            for (; words[at].Length > 0; at += 2)
                values[words[at]] = words[at + 1];
            results.Add(refused ? null : values);
        }

        Assert.Equal(count, results.Count);
        return results;
    }
}
