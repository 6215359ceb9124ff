using System.Globalization;

namespace Tfaip.Processors.Pipelines.Generators;

/// <summary>What one value of a sample is made of: columns, by their places, and a type.</summary>
/// <param name="Key">The name of the input or target.</param>
/// <param name="Places">The columns, from 0.</param>
/// <param name="IsVector">Whether the value is a tensor, for a list or a range of columns.</param>
/// <param name="Type">The type.</param>
internal sealed record CsvColumns(string Key, IReadOnlyList<int> Places, bool IsVector, CsvType Type)
{
    /// <summary>Reads <c>COLUMN[, COLUMN]… [as TYPE]</c>.</summary>
    /// <param name="what">"input" or "target", for messages.</param>
    /// <param name="key">The name of the input or target.</param>
    /// <param name="text">The text.</param>
    /// <param name="defaultType">The type where the text has none.</param>
    /// <param name="header">The names of the columns; null where the file has none.</param>
    /// <param name="count">How many columns there are.</param>
    public static CsvColumns Parse(
        string what, string key, string text, CsvType defaultType, IReadOnlyList<string>? header, int count)
    {
        var type = defaultType;
        var columns = text;
        var word = text.LastIndexOf(" as ", StringComparison.Ordinal);
        if (word >= 0)
        {
            columns = text[..word];
            type = ParseType(text[(word + 4)..].Trim());
        }

        var places = new List<int>();
        var items = columns.Split(',', StringSplitOptions.TrimEntries);
        var isVector = items.Length > 1;
        foreach (var item in items)
        {
            var dots = item.IndexOf("..", StringComparison.Ordinal);
            if (dots < 0)
            {
                places.Add(Find(item));
                continue;
            }

            isVector = true;
            var (first, last) = (Find(item[..dots].Trim()), Find(item[(dots + 2)..].Trim()));
            if (last < first) throw Error($"the range {item} goes down");
            places.AddRange(Enumerable.Range(first, last - first + 1));
        }

        return isVector && type == CsvType.String
            ? throw Error("a string comes from one column; name each column as an input or target of its own")
            : new CsvColumns(key, places, isVector, type);

        CsvType ParseType(string name) => name switch
        {
            "float32" => CsvType.Float32,
            "int64" => CsvType.Int64,
            "string" => CsvType.String,
            _ => throw Error($"there is no type '{name}'; there are: float32, int64, string"),
        };

        int Find(string column)
        {
            if (int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var place))
            {
                return place < count
                    ? place
                    : throw Error($"there is no column {place}; the file has {count} columns, counted from 0");
            }

            if (column.Length == 0) throw Error("a column is missing");
            if (header is null)
            {
                throw Error(
                    $"'{column}' is not the number of a column, from 0 on; "
                    + "for names the file needs a header, and has_header: true");
            }

            for (place = 0; place < header.Count; place++)
            {
                if (header[place] == column) return place;
            }

            throw Error($"the header has no column '{column}'; it has: {string.Join(", ", header)}");
        }

        TfaipException Error(string problem) => new($"The columns of the {what} '{key}' are given as '{text}': {problem}.");
    }
}
