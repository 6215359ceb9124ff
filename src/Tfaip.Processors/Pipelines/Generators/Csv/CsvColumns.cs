using System.Globalization;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Generators.Csv;

/// <summary>What one value of a sample is made of: columns, by their places, and a type.</summary>
/// <param name="Key">The name of the input or target.</param>
/// <param name="Places">The columns, from 0.</param>
/// <param name="IsVector">Whether the value is a tensor, for a list or a range of columns.</param>
/// <param name="Type">The type.</param>
internal sealed record CsvColumns(string Key, IReadOnlyList<int> Places, bool IsVector, FieldType Type)
{
    private const string Range = "..";

    private static readonly string[] Separators = [",", Range];

    /// <summary>Reads <c>COLUMN[, COLUMN]… [as TYPE]</c>, where the name of a column may stand in double quotes.</summary>
    /// <param name="what">"input" or "target", for messages.</param>
    /// <param name="key">The name of the input or target.</param>
    /// <param name="text">The text.</param>
    /// <param name="defaultType">The type where the text has none.</param>
    /// <param name="header">The names of the columns; null where the file has none.</param>
    /// <param name="count">How many columns there are.</param>
    public static CsvColumns Parse(
        string what, string key, string text, FieldType defaultType, IReadOnlyList<string>? header, int count)
    {
        var (columns, given) = FieldTypes.Cut(text, FieldTypes.OfCsv, Separators, Error);
        var type = given ?? defaultType;
        var places = new List<int>();
        var items = QuotedNames.Split(columns, ',', Separators).ToList();
        var isVector = items.Count > 1;
        foreach (var item in items)
        {
            var dots = QuotedNames.Mask(item, Separators).IndexOf(Range, StringComparison.Ordinal);
            if (dots < 0)
            {
                places.Add(Find(item));
                continue;
            }

            isVector = true;
            var (first, last) = (Find(item[..dots]), Find(item[(dots + Range.Length)..]));
            if (last < first) throw Error($"the range {item.Trim()} goes down");
            places.AddRange(Enumerable.Range(first, last - first + 1));
        }

        return isVector && type is (FieldType.String or FieldType.Path)
            ? throw Error(
                $"a {(type == FieldType.String ? "string" : "path")} comes from one column; name each column as an input or target of its "
                + "own")
            : new CsvColumns(key, places, isVector, type);

        int Find(string item)
        {
            var (column, isName) = QuotedNames.Read(item, Error);
            if (!isName && int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var place))
            {
                return place < count
                    ? place
                    : throw Error($"there is no column {place}; the file has {count} columns, counted from 0");
            }

            if (column.Length == 0 && !isName) throw Error("a column is missing");
            if (header is null)
            {
                throw Error(
                    $"'{column}' is not the number of a column, from 0 on; "
                    + "for names the file needs a header, and has_header: true");
            }

            var found = Enumerable.Range(0, header.Count).Where(i => header[i] == column).ToList();
            return found switch
            {
                [var one] => one,
                [] => throw Error($"the header has no column '{column}'; it has: {string.Join(", ", header.Select(Write))}"),
                _ => throw Error(
                    $"the header has several columns '{column}': {string.Join(", ", found)}, counted from 0. Give the number of the one "
                    + "that is meant"),
            };
        }

        TfaipException Error(string problem) => new($"The columns of the {what} '{key}' are given as '{text}': {problem}.");
    }

    /// <summary>The names of columns that a text has, the ends of ranges among them; numbers of columns are none.</summary>
    /// <param name="text">The text, which was read before.</param>
    public static IEnumerable<string> NamesIn(string text)
    {
        var (columns, _) = FieldTypes.Cut(text, FieldTypes.OfCsv, Separators, problem => new TfaipException(problem));
        foreach (var item in QuotedNames.Split(columns, ',', Separators))
        {
            var dots = QuotedNames.Mask(item, Separators).IndexOf(Range, StringComparison.Ordinal);
            string[] ends = dots < 0 ? [item] : [item[..dots], item[(dots + Range.Length)..]];
            foreach (var (name, isQuoted) in ends.Select(end => QuotedNames.Read(end, problem => new TfaipException(problem))))
            {
                if (isQuoted || !name.All(char.IsAsciiDigit)) yield return name;
            }
        }
    }

    /// <summary>
    /// The columns by their names, as <see cref="Parse"/> reads them of a file in which they may have another order.
    /// </summary>
    /// <param name="header">The names; a column whose name another one has too stays a number.</param>
    /// <param name="defaultType">The type where the text has none.</param>
    public string ByName(IReadOnlyList<string> header, FieldType defaultType)
    {
        string[] names =
        [
            .. Places.Select(place =>
                header.Count(name => name == header[place]) == 1 ? Write(header[place]) : place.ToString(CultureInfo.InvariantCulture)),
        ];

        // A range of one column is a tensor; a column alone is a number.
        var text = IsVector && names.Length == 1 ? $"{names[0]}{Range}{names[0]}" : string.Join(", ", names);
        return Type == defaultType ? text : $"{text}{FieldTypes.Word}{FieldTypes.NameOf(Type)}";
    }

    private static string Write(string name) => QuotedNames.Write(name, ",", Range, FieldTypes.Word);
}
