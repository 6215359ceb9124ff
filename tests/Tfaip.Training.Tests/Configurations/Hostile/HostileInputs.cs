using System.Globalization;
using System.Text;

namespace Tfaip.Training.Tests.Configurations.Hostile;

/// <summary>Texts that somebody might write to harm a program that reads them as a configuration. Each follows from its number.</summary>
/// <param name="configs">Real configurations, to mutate.</param>
internal sealed class HostileInputs(IReadOnlyList<string> configs)
{
    // One in so many is as large as a configuration may be, or larger.
    private const int LargeEvery = 1000;

    private static readonly string[] Indicators =
    [
        "[", "]", "{", "}", ",", ":", ": ", "- ", "? ", "-", "?", "#", " #", "&a ", "*a", "!", "!!str ", "!t ", "|", ">", "|-\n", ">+\n",
        "|2\n", "'", "\"", "%", "@", "`", "\n", "\n  ", "\n    ",
        "\n\t", " ", "\t", "a", "b: ", "a: 1\n", "---", "---\n", "...", "...\n", "<<: ", "~", "null", "\\", "\\n", "\r\n", "\r", "k",
        "0", "é", "😀",
    ];

    private static readonly string[] Openers =
        ["[", "{", "{a: ", "[{a: ", "- ", "? ", "- ? ", "? - ", "[? ", "a: [", "a:\n ", "- - ", "[\n", "{\n", "[[[[", "!t [", "&a ["];

    private static readonly string[] Odd =
    [
        "\0", "\u0001", "\u001b[0m", "\u007f", "\u0085", "\u00a0", "\u2028", "\u2029", "\uFEFF", "\uFFFE", "\uFFFF", "\ud800", "\udc00",
        "\udc00\ud800", "\ud83d\ude00", "\t", "\r", "\u200b", "\u202e",
        "\u0300", "\v", "\f",
    ];

    private static readonly string[] Escapes =
    [
        "\\x4", "\\xZZ", "\\u12", "\\uD800", "\\uDC00", "\\uD83D\\uDE00", "\\U0011FFFF", "\\UFFFFFFFF", "\\U00110000", "\\U0001F600", "\\0",
        "\\N", "\\_", "\\L", "\\P", "\\q", "\\\n", "\\ ", "\\\\",
        "\\\"", "\\/", "\\e", "''", "'",
    ];

    private static readonly string[] Tags =
    [
        "!", "!!", "!!str ", "!!binary ", "!!python/object:os.system ", "!<tag:yaml.org,2002:str> ", "!<", "!<>", "!e!x ", "!%41 ", "!%ZZ ",
        "!!float ", "!net.System.Type ", "!a!b!c ", "!\u00e9 ",
    ];

    private static readonly string[] Headers =
    [
        "%YAML 1.1\n", "%YAML 1.2\n", "%YAML 1.3\n", "%YAML 99999999999999999999.1\n", "%YAML\n", "%YAML 1.\n", "%TAG ! !x\n",
        "%TAG !e! tag:e,2000:\n", "%TAG\n", "%FOO bar\n", "%\n", "---\n", "...\n", "--- ",
        "---a\n", "--- |\n", "--- >\n x\n", "... # x\n", "# x\n", "\n", "--- &a\n", "--- !t\n", "a: 1\n", "- 1\n",
    ];

    private static readonly string[] Expressions =
    [
        "${trainer.epochs}", "${data}", "${data.pipeline}", "${trainer.optimizer}", "${trainer.optimizer.type}", "${model.graph}",
        "${model}", "${trainer}", "${seed}", "${data.pre_processing}",
        "${data.pre_processing.0}", "${scenario}", "${output}", "${", "${}", "$${", "$$${", "${env:NONE}", "${env:NONE:1}",
        "${env:NONE:adam}", "${env:}", "${env:A:${b}}", "${a.b.c.d.e.f}", "${.}",
        "${trainer.epochs}${trainer.epochs}", "x ${device} y", "${device", "${env:NONE:null}",
    ];

    private static readonly string[] Keys =
    [
        "scenario", "output", "seed", "device", "data", "model", "trainer", "export", "pipeline", "pre_processing", "batch_size", "shuffle",
        "type", "key", "graph", "filters", "dense", "epochs", "optimizer",
        "learning_rate", "schedule", "checkpoint", "include", "<<", "0", "", "a.b", "learningRate",
    ];

    private static readonly string[] Values =
    [
        "1", "-1", "0.5", "1e400", "99999999999999999999999", "0x10", "true", "yes", "null", "~", ".inf", ".nan", "adam", "sgd", "cnn",
        "mlp", "cosine", "csv", "scale", "text", "'1'", "\"\"", "[]", "{}", "[1, 2]",
        "{type: cnn}", "{type: nothing}", "[{type: scale, key: x}]", "[null]", "[[[]]]", "{a: {b: {c: 1}}}", "cpu", "cuda:0", "10k", "2MiB",
        "1:30", "a.yaml", "config.yaml",
    ];

    /// <summary>The text of a number.</summary>
    /// <param name="number">The number, from 0.</param>
    public string Text(int number)
    {
        // Not the number alone, with which the generator's first draws are much alike.
        var random = new Random(unchecked((number * 1_000_003) ^ 0x5bd1e995));
        if (number % LargeEvery == LargeEvery - 1) return Large(random);
        return random.Next(15) switch
        {
            0 => Nesting(random, random.Next(10) == 0 ? 3000 : 100),
            1 => References(random),
            2 => Scalars(random),
            3 => Insert(random, Valid(random), Odd),
            4 => Repeated(random),
            5 => Insert(random, Valid(random), Tags),
            6 or 7 => Soup(random, Indicators, random.Next(60)),
            8 => Quotes(random),
            9 => Lines(random),
            10 => Soup(random, Headers, random.Next(8)) + Valid(random),
            11 => Insert(random, Typed(random), Expressions),
            12 => Typed(random),
            _ => Mutated(random),
        };
    }

    private static T One<T>(Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    private static string Soup(Random random, string[] words, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => One(random, words)));

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private static string Nesting(Random random, int deepest)
    {
        var opener = random.Next(3) == 0 ? Soup(random, Openers, 1 + random.Next(4)) : One(random, Openers);
        var open = Repeat(opener, 1 + random.Next(deepest));
        if (random.Next(2) == 0) return open;
        var close = string.Concat(open.Reverse().Select(c => c switch { '[' => "]", '{' => "}", _ => "" }));
        return open + "1" + (random.Next(2) == 0 ? close : close[..random.Next(close.Length + 1)]);
    }

    private static string References(Random random)
    {
        var text = new StringBuilder("a0: &a0 [x, x]\n");
        var count = 1 + random.Next(30);
        for (var i = 1; i <= count; i++) text.Append(CultureInfo.InvariantCulture, $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n");
        return random.Next(4) switch
        {
            0 => text.ToString(),
            1 => text.ToString().Replace("&", "", StringComparison.Ordinal),
            2 => "a: &a {<<: *a}\n",
            _ => $"{Repeat("&", random.Next(5))}{Repeat("x", random.Next(2000))} *{Repeat("y", random.Next(2000))}: *",
        };
    }

    private static string Scalars(Random random)
    {
        var length = random.Next(20) == 0 ? random.Next(40_000) : random.Next(600);
        var body = Repeat(
            One(random, Values) + One(random, new[] { " ", "", "\n", "\n  ", "\t", ": ", " # ", "'", "\"" }), 1 + (length / 8));
        return One(random, new[] { "", "a: ", "- ", "a: |\n  ", "a: >\n  ", "'", "\"", "? ", "{a: ", "[", "# ", "!", "&" }) + body;
    }

    private static string Repeated(Random random)
    {
        var key = One(random, Keys);
        var same = One(random, new[] { key, $"'{key}'", $"\"{key}\"", $"? {key}\n" });
        return random.Next(2) == 0 ? $"{key}: 1\nb: 2\n{same}: {One(random, Values)}\n" : $"{{{key}: 1, {same}: 2}}";
    }

    private static string Quotes(Random random)
    {
        var quote = random.Next(2) == 0 ? '"' : '\'';
        return $"{One(random, new[] { "", "a: ", "- ", "{a: ", "[" })}{quote}{Soup(random, Escapes, random.Next(6))}"
            + $"{(random.Next(3) == 0 ? "" : quote)}{One(random, new[] { "", ": 1", "]", "}", "\n" })}";
    }

    private static string Lines(Random random)
    {
        var end = One(random, new[] { "\n", "\r\n", "\r", "\u0085", "\u2028", "\n\r", "\n\n" });
        return Repeat($"{Repeat(" ", random.Next(5))}{Soup(random, Indicators, random.Next(4))}{end}", 1 + random.Next(200));
    }

    private static string Typed(Random random)
    {
        var text = new StringBuilder(random.Next(4) == 0 ? "" : "scenario: x.csproj\n");
        Mapping(0);
        return text.ToString();

        void Mapping(int indent)
        {
            for (var i = random.Next(5); i >= 0; i--)
            {
                text.Append(' ', indent).Append(One(random, Keys)).Append(':');
                if (indent > 8 || random.Next(2) == 0)
                {
                    text.Append(' ').Append(random.Next(12) == 0 ? $"'{One(random, Expressions)}'" : One(random, Values)).Append('\n');
                    continue;
                }

                text.Append('\n');
                Mapping(indent + 2);
            }
        }
    }

    private static string Insert(Random random, string text, string[] words)
    {
        for (var i = random.Next(4); i >= 0; i--) text = text.Insert(random.Next(text.Length + 1), One(random, words));
        return text;
    }

    private string Valid(Random random) => random.Next(3) == 0 ? Typed(random) : One(random, configs);

    private string Mutated(Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(One(random, configs)).ToList();
        for (var i = random.Next(6); i >= 0; i--)
        {
            var at = random.Next(bytes.Count + 1);
            var length = random.Next(Math.Min(40, bytes.Count - at + 1));
            switch (random.Next(6))
            {
                case 0 when at < bytes.Count: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1 when at < bytes.Count: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes.RemoveRange(at, length); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 4 when random.Next(4) == 0: bytes.RemoveRange(at, bytes.Count - at); break;
                case 5:
                    var other = Encoding.UTF8.GetBytes(One(random, configs));
                    var from = random.Next(other.Length);
                    bytes.InsertRange(at, other.Skip(from).Take(random.Next(80)));
                    break;
            }
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private string Large(Random random)
    {
        var part = random.Next(6) switch
        {
            0 => One(random, Indicators),
            1 => One(random, Openers),
            2 => Soup(random, Indicators, 2 + random.Next(4)),
            3 => One(random, Odd),
            4 => "x" + One(random, Indicators),
            _ => Mutated(random),
        };
        var start = One(
            random, new[] { "", "a: ", "[", "{a: [", "\"", "'", "a: |\n ", "a: >\n ", "# ", "!<", "&", "weights:\n  ", "sizes: [" });
        var length = One(random, new[] { 200_000, 1_000_000, 2_000_000, 2_097_000, 3_000_000 });
        return start + Repeat(part.Length == 0 ? "x" : part, length / Math.Max(1, part.Length));
    }
}
