using Spectre.Console;
using Tfaip.Commands.Terminal;
using Tfaip.Parameters.Streams;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Commands.Tests.Verbs;

/// <summary>Whatever names a file has in it, a terminal shows them, and a shell takes the commands that name them.</summary>
[TestClass]
public sealed class TerminalTests
{
    [TestMethod]
    [DataRow("plain\ttext\r\nand ümläüts 中文 😀", "plain\ttext\r\nand ümläüts 中文 😀")]
    [DataRow("\x1b[2J\x1b]0;title\x07", "\\x1b[2J\\x1b]0;title\\x07")]
    [DataRow("a\rb\x7f\u009b1A\0", "a\\x0db\\x7f\\x9b1A\\x00")]
    [DataRow("\u202etxt.exe\u2066 \u2028", "\\u202etxt.exe\\u2066 \\u2028")]
    public void Text_has_nothing_that_acts_on_a_terminal(string text, string shown)
    {
        Assert.AreEqual(shown, PlainWriter.Escape(text));
        foreach (var write in (Action<PlainWriter>[])[
            writer => writer.Write(text), writer => writer.Write(text.ToCharArray()), writer => writer.Write(text.AsSpan())
        ])
        {
            var inner = new StringWriter();
            write(new PlainWriter(inner));
            Assert.AreEqual(shown, inner.ToString());
        }
    }

    [TestMethod]
    public void A_console_keeps_its_own_sequences_and_escapes_those_of_text()
    {
        var text = Drawn(isProtected: true, "\x1b[2J");

        Assert.DoesNotContain("\x1b[2J", text);
        foreach (var shown in (string[])["\x1b[91ma\\x1b[2J\x1b[0m", "d\\x1b[2J", "g\\x1b[2J"]) Assert.Contains(shown, text);
        foreach (var plain in (string[])["", "ü", "[x]"])
            Assert.AreEqual(Drawn(isProtected: false, plain), Drawn(isProtected: true, plain));
    }

    // A line, a drawing in place, a table, and a line past the console.
    private static string Drawn(bool isProtected, string name)
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(
            new() { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.Standard, Out = new AnsiConsoleOutput(output) });
        for (var i = 0; isProtected && i < 2; i++) PlainConsole.Protect(console);
        console.MarkupLineInterpolated($"[red]{"a" + name}[/]");
        console.Live(new Text("c" + name)).Start(live =>
        {
            live.UpdateTarget(new Text("d" + name));
            console.WriteLine("in between");
            live.UpdateTarget(new Text("d\nd"));
        });
        console.Write(new Table().AddColumn(new TableColumn(new Text("e" + name))));
        console.Lines().WriteLine("g" + name);
        return output.ToString();
    }

    [TestMethod]
    public void Whatever_the_tool_says_of_a_name_is_escaped()
    {
        using var tool = new ToyTool("""
            scenario: Toy.csproj
            "a\u001b[2Jb": 1
            """);

        foreach (var arguments in new string[][]
        {
            [tool.Config],
            [tool.In("x\x1b[2Jy.yaml")],
            ["evaluate", tool.In("x\x1b[2Jy")],
            ["evaluate", tool.In("x\x1b[2Jy.jsonl")],
            ["resume", "x\x1b[2Jy"],
            ["evaluate", tool.In("none"), "--\x1b[2Jx", "1"]
        })
        {
            var (code, output, error) = tool.Run(arguments);
            Assert.AreNotEqual(0, code);
            Assert.DoesNotContain("\x1b", output + error);
            Assert.Contains("[2J", error);
        }
    }

    [TestMethod]
    [DataRow("runs/toy", "runs/toy", "runs/toy")]
    [DataRow("my runs", "'my runs'", "\"my runs\"")]
    [DataRow("$(reboot)", "'$(reboot)'", "\"$(reboot)\"")]
    [DataRow("it's", "'it'\\''s'", "\"it's\"")]
    [DataRow("", "''", "\"\"")]
    [DataRow("a\nb'\x1b", "$'a\\u000ab\\'\\u001b'", "\"a\nb'\x1b\"")]
    public void A_word_of_a_command_is_quoted_for_the_shell(string word, string shell, string windows)
    {
        Assert.AreEqual(shell, ShellWord.Of(word, isWindows: false));
        Assert.AreEqual(windows, ShellWord.Of(word, isWindows: true));
    }

    [TestMethod]
    [DataRow("my runs/it's $(touch ran) `touch ran` \n;touch ran")]
    public void A_shell_takes_a_quoted_word_as_it_is(string word)
    {
        if (!File.Exists("/bin/bash")) Assert.Inconclusive("There is no bash.");
        var start = new System.Diagnostics.ProcessStartInfo(
            "/bin/bash", ["-c", $"printf %s {ShellWord.Of(word, isWindows: false)}"])
        { RedirectStandardOutput = true };
        using var process = System.Diagnostics.Process.Start(start)!;
        Assert.AreEqual(word, process.StandardOutput.ReadToEnd());
    }
}
