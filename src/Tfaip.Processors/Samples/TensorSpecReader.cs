using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Tfaip.Parameters;

namespace Tfaip.Processors.Samples;

/// <summary>Reads one text of <see cref="TensorSpec"/>'s grammar, from left to right.</summary>
internal sealed class TensorSpecReader(string text)
{
    private int _position;

    public TensorSpec Read()
    {
        var name = ReadUntil(":", "the name of the tensor", out var nameStart);
        if (!TensorSpecGrammar.IsTensorName(name))
        {
            Fail(nameStart, name.Length == 0
                ? "the name of the tensor is missing"
                : $"'{name}' is not the name of a tensor: it holds white space or one of ; , [ ]");
        }

        _position++;
        var typeName = ReadUntil("[", "the element type", out var typeStart);
        var type = TensorSpecGrammar.FindType(typeName);
        if (type is null) Fail(typeStart, $"there is no element type '{typeName}'; there are: {TensorSpecGrammar.TypeNames}");
        _position++;
        var shape = ReadShape();
        var values = ReadValues();
        return new TensorSpec(name, type.Value, shape) { Values = values, Sizes = ReadSizes(shape) };
    }

    private List<Dimension> ReadShape()
    {
        var shape = new List<Dimension>();
        while (true)
        {
            var size = ReadUntil(",]", "a size", out var start);
            if (size.Length == 0 && shape.Count == 0 && text[_position] == ']') break;
            shape.Add(ParseSize(size, start));
            if (text[_position] == ']') break;
            _position++;
        }

        _position++;
        return shape;
    }

    private Dimension ParseSize(string size, int start)
    {
        if (size.Length == 0) Fail(start, "a size is missing");
        if (size.All(char.IsAsciiDigit))
        {
            if (!long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            {
                Fail(start, $"the size {size} is too large");
            }

            return Dimension.Fixed(length);
        }

        if (!TensorSpecGrammar.IsSizeName(size))
        {
            Fail(start, $"'{size}' is neither a whole number from 0 on nor a name that begins with a letter");
        }

        return Dimension.Free(size);
    }

    private (double Low, double High)? ReadValues()
    {
        SkipSpace();
        if (!TakeWord("in")) return null;
        var (low, high, start) = ReadBounds(";", out _);
        var lowest = ParseValue(low, start);
        var highest = ParseValue(high, start);
        if (lowest > highest) Fail(start, $"the values go from {low} down to {high}; write the smaller one first");
        return (lowest, highest);
    }

    private double ParseValue(string value, int start)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            Fail(start, $"'{value}' is not a number");
        }

        return number;
    }

    private Dictionary<string, SizeRange> ReadSizes(List<Dimension> shape)
    {
        var sizes = new Dictionary<string, SizeRange>();
        SkipSpace();
        while (_position < text.Length)
        {
            if (text[_position] != ';')
            {
                Fail(
                    _position,
                    $"'{text[_position..]}' stands after the end; bounds of the values begin with 'in', those of a size with ';'");
            }

            _position++;
            var name = ReadUntil(":", "the name of a size", out var nameStart);
            if (!shape.Any(size => size.Name == name))
            {
                var free = shape.Where(size => size.Name is not null).Select(size => size.Name).Distinct().ToList();
                var names = free.Count == 0 ? "none" : string.Join(", ", free);
                Fail(nameStart, $"the shape has no free size '{name}'; it has {names}");
            }

            _position++;
            var range = ReadSizeRange();
            if (!sizes.TryAdd(name, range)) Fail(nameStart, $"the size '{name}' is bounded twice");
            SkipSpace();
        }

        return sizes;
    }

    private SizeRange ReadSizeRange()
    {
        var (low, rest, start) = ReadBounds(";", out var restStart);
        var high = rest;
        var step = 1;
        var word = rest.IndexOf("step", StringComparison.Ordinal);
        if (word >= 0)
        {
            high = rest[..word].TrimEnd();
            step = ParseWhole(rest[(word + 4)..].Trim(), restStart + word, "the step");
        }

        var lowest = ParseWhole(low, start, "the smallest size");
        var highest = ParseWhole(high, restStart, "the largest size");
        if (highest < lowest) Fail(start, $"the sizes go from {lowest} down to {highest}; write the smaller one first");
        return new SizeRange(lowest, highest, step);
    }

    private int ParseWhole(string number, int start, string what)
    {
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < 1)
        {
            Fail(start, $"{what} is '{number}', which is not a whole number from 1 on");
        }

        return value;
    }

    private (string Low, string High, int Start) ReadBounds(string end, out int highStart)
    {
        SkipSpace();
        var start = _position;
        var stop = text.IndexOf(end, start, StringComparison.Ordinal);
        if (stop < 0) stop = text.Length;
        var dots = text.IndexOf("..", start, stop - start, StringComparison.Ordinal);
        if (dots < 0) Fail(start, $"'{text[start..stop].TrimEnd()}' is not a range; write LOW..HIGH");
        _position = stop;
        highStart = dots + 2;
        while (highStart < stop && char.IsWhiteSpace(text[highStart])) highStart++;
        return (text[start..dots].TrimEnd(), text[highStart..stop].TrimEnd(), start);
    }

    private string ReadUntil(string ends, string what, out int start)
    {
        SkipSpace();
        start = _position;
        var stop = text.AsSpan(start).IndexOfAny(ends);
        if (stop < 0)
        {
            var expected = string.Join(" or ", ends.Select(end => $"'{end}'"));
            Fail(text.Length, $"the text ends where {expected} should follow {what}");
        }

        _position = start + stop;
        return text[start.._position].TrimEnd();
    }

    private bool TakeWord(string word)
    {
        if (!text.AsSpan(_position).StartsWith(word, StringComparison.Ordinal)) return false;
        if (_position + word.Length < text.Length && char.IsLetterOrDigit(text[_position + word.Length])) return false;
        _position += word.Length;
        return true;
    }

    private void SkipSpace()
    {
        while (_position < text.Length && char.IsWhiteSpace(text[_position])) _position++;
    }

    [DoesNotReturn]
    private void Fail(int position, string what) =>
        throw new TfaipException($"The tensor spec \"{text}\" is wrong at character {position + 1}: {what}.");
}
