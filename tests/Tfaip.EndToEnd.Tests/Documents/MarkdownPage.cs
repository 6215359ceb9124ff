using System.Text;
using System.Text.RegularExpressions;

namespace Tfaip.EndToEnd.Tests.Documents;

/// <summary>A page of Markdown, taken apart into headings, links, blocks of code and prose.</summary>
internal sealed partial class MarkdownPage
{
    private readonly List<MarkdownLine> _headings = [];
    private readonly List<MarkdownLine> _prose = [];
    private readonly List<MarkdownLine> _tables = [];
    private readonly List<CodeBlock> _code = [];
    private readonly List<List<MarkdownLine>> _paragraphs = [];

    private MarkdownPage(string path, IEnumerable<string> lines)
    {
        Path = path;
        Read([.. lines]);
    }

    /// <summary>The file, relative to the repository, with slashes.</summary>
    public string Path { get; }

    /// <summary>The blocks between fences.</summary>
    public IReadOnlyList<CodeBlock> Code => _code;

    /// <summary>The lines that are neither tables nor code nor headings.</summary>
    public IReadOnlyList<MarkdownLine> Prose => _prose;

    /// <summary>The anchors of the headings, as GitHub makes them.</summary>
    public IReadOnlySet<string> Anchors
    {
        get
        {
            var anchors = new HashSet<string>(StringComparer.Ordinal);
            foreach (var heading in _headings)
            {
                var anchor = NoAnchor().Replace(Formatted(heading.Text).ToLowerInvariant(), "").Replace(' ', '-');
                var (unique, number) = (anchor, 0);
                while (!anchors.Add(unique)) unique = $"{anchor}-{++number}";
            }

            return anchors;
        }
    }

    /// <summary>The targets of all links, in prose, headings and tables.</summary>
    public IEnumerable<MarkdownLine> Links =>
        from line in _prose.Concat(_headings).Concat(_tables)
        from Match link in Link().Matches(InlineCode().Replace(line.Text, "code"))
        select new MarkdownLine(line.Number, link.Groups["target"].Value);

    /// <summary>The sentences outside of tables, code and headings, each with the number of its first line.</summary>
    public IEnumerable<MarkdownLine> Sentences => _paragraphs.SelectMany(SentencesOf);

    public static MarkdownPage Load(string path) => new(path, File.ReadAllLines(System.IO.Path.Combine(Repository.Root, path)));

    public static MarkdownPage Parse(string text) => new("page.md", text.ReplaceLineEndings("\n").Split('\n'));

    /// <summary>The words of a sentence: what has a letter or a digit. A piece of inline code is one word.</summary>
    public static int CountWords(string sentence) => sentence.Split(' ').Count(word => word.Any(char.IsLetterOrDigit));

    private static IEnumerable<MarkdownLine> SentencesOf(List<MarkdownLine> paragraph)
    {
        var text = new StringBuilder();
        var starts = new List<int>();
        foreach (var line in paragraph)
        {
            if (text.Length > 0) text.Append(' ');
            starts.Add(text.Length);
            text.Append(line.Text.Trim());
        }

        // Code and targets of links may have points and blanks: each is one word as long as it was, so that places stay.
        var coded = InlineCode().Replace(text.ToString(), SameLength);
        var plain = Link().Replace(coded, match => match.Groups["text"].Value.PadRight(match.Length));
        var begin = 0;
        foreach (var end in SentenceEnd().Matches(plain).Select(match => match.Index + match.Length).Append(plain.Length))
        {
            var number = starts.FindLastIndex(start => start <= begin);
            var sentence = Spaces().Replace(plain[begin..end].Replace("*", "", StringComparison.Ordinal), " ").Trim();
            if (sentence.Length > 0) yield return new(paragraph[number].Number, sentence);
            begin = end;
        }
    }

    private static string SameLength(Match code) => "code".PadRight(code.Length);

    private static string Formatted(string heading) => Link().Replace(heading, match => match.Groups["text"].Value);

    private void Read(string[] lines)
    {
        List<MarkdownLine>? paragraph = null;
        var inList = false;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                var (kind, first) = (line.Trim()[3..], i + 1);
                while (lines[++i].Trim() != "```")
                {
                }

                _code.Add(new(kind, first + 1, string.Join('\n', lines[first..i])));
                paragraph = null;
                continue;
            }

            if (line.Trim().Length == 0)
            {
                paragraph = null;
                continue;
            }

            var isItem = Item().IsMatch(line);
            if (!isItem && !char.IsWhiteSpace(line[0]) && paragraph is null) inList = false;
            if (line.StartsWith('|'))
            {
                _tables.Add(new(i + 1, line));
                paragraph = null;
            }
            else if (line.StartsWith('#'))
            {
                _headings.Add(new(i + 1, line.TrimStart('#').Trim()));
                (paragraph, inList) = (null, false);
            }
            else if (paragraph is null && !inList && line.StartsWith("    ", StringComparison.Ordinal))
            {
                // Code by its indent.
            }
            else
            {
                if (isItem || paragraph is null) _paragraphs.Add(paragraph = []);
                inList |= isItem;
                paragraph.Add(new(i + 1, Item().Replace(line, "")));
                _prose.Add(new(i + 1, line));
            }
        }
    }

    [GeneratedRegex(@"^\s*(?:[-*+]|\d+\.|>)\s+")]
    private static partial Regex Item();

    [GeneratedRegex("`+[^`]+`+")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoAnchor();

    [GeneratedRegex(@"(?<!\be\.g|\bi\.e|\bet al)[.!?][)""*]*\s")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
