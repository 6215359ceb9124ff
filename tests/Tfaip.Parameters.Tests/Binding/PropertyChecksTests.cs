using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Json;

namespace Tfaip.Processors.Tests.Parameters;

[TestClass]
public sealed class PropertyChecksTests
{
    private const string Valid = "\"name\": \"a\", \"items\": [\"x\"]";

    [TestMethod]
    [DataRow("\"share\": 1.5", "share must be between 0 and 1, not 1.5.")]
    [DataRow("\"open\": 1", "open must be at least 0 and less than 1, not 1.")]
    [DataRow("\"below\": 1", "below must be at most 0, not 1.")]
    [DataRow("\"negative\": 0", "negative must be less than 0, not 0.")]
    [DataRow("\"finite\": \".inf\"", "finite must be a finite number, not .inf.")]
    [DataRow("\"code\": \"x1\"", "code must match [a-z]+, not 'x1'.")]
    [DataRow("\"letter\": \"ab\"", "letter must have 1 character; it has 2.")]
    [DataRow("\"word\": \"a\"", "word must have 2 to 4 characters; it has 1.")]
    [DataRow("\"few\": [1, 2, 3]", "few must have at most 2 elements; it has 3.")]
    [DataRow("\"map\": {}", "map must have at least 2 entries; it has 0.")]
    [DataRow("\"bits\": 12", "bits must be one of 8, 16, not 12.")]
    [DataRow("\"odd\": 2", "The number odd must be odd.")]
    [DataRow("\"described\": 9", "Choose one of the three.")]
    public void A_violation_says_the_rule_and_the_value(string entry, string expected)
    {
        var error = Assert.ThrowsExactly<ConfigurationException>(() => Bind($"{{{Valid}, {entry}}}"));
        var column = Valid.Length + 3 + entry.IndexOf(':', StringComparison.Ordinal) + 3;
        Assert.AreEqual($"c.json:1:{column}: {expected}", error.Message);
    }

    [TestMethod]
    public void The_bounds_of_a_list_are_those_of_its_elements()
    {
        var error = Assert.ThrowsExactly<ConfigurationException>(() => Bind($"{{{Valid},\n \"widths\": [4, 0, -1]}}"));
        Assert.AreEqual(
            """
            c.json:2:16: widths.1 must be at least 1, not 0.
            c.json:2:19: widths.2 must be at least 1, not -1.
            """.ReplaceLineEndings("\n"),
            error.Message);
    }

    [TestMethod]
    public void What_is_required_must_be_given_and_not_empty()
    {
        Assert.AreEqual(
            "c.json:1:1: name is required: give it text.",
            Assert.ThrowsExactly<ConfigurationException>(() => Bind("""{"items": ["x"]}""")).Message);
        Assert.AreEqual(
            "c.json:1:10: name must not be empty.",
            Assert.ThrowsExactly<ConfigurationException>(() => Bind("""{"name": "", "items": ["x"]}""")).Message);
    }

    [TestMethod]
    public void Values_within_the_rules_are_taken()
    {
        var bound = Bind($$"""
            {{{Valid}}, "share": 1, "open": 0.99, "below": 0, "negative": -1, "finite": 1e300, "code": "x", "letter": "a", "word": "ab",
             "few": [1, 2], "map": {"a": 1, "b": 2}, "bits": 16, "odd": 3, "described": 2, "widths": [1]}
            """);
        Assert.AreEqual(16, bound.Bits);
    }

    private static CheckedSample Bind(string json) =>
        ParameterBinder.Bind<CheckedSample>(JsonNodes.Read(json, "c.json"), ProcessorCatalog.Default);

    public sealed record CheckedSample
    {
        [Required]
        public string Name { get; init; } = "";

        [MinLength(1)]
        public IReadOnlyList<string> Items { get; init; } = [];

        [Range(0.0, 1.0)]
        public double Share { get; init; }

        [Range(0.0, 1.0, MaximumIsExclusive = true)]
        public double Open { get; init; }

        [Range(int.MinValue, 0)]
        public int Below { get; init; }

        [Range(double.MinValue, 0.0, MaximumIsExclusive = true)]
        public double Negative { get; init; } = -1;

        [Range(double.MinValue, double.MaxValue)]
        public double Finite { get; init; }

        [RegularExpression("[a-z]+")]
        public string? Code { get; init; }

        [Length(1, 1)]
        public string Letter { get; init; } = "x";

        [Length(2, 4)]
        public string Word { get; init; } = "abc";

        [MaxLength(2)]
        public IReadOnlyList<int> Few { get; init; } = [];

        [MinLength(2)]
        public IReadOnlyDictionary<string, int>? Map { get; init; }

        [AllowedValues(8, 16)]
        public int Bits { get; init; } = 8;

        [Odd]
        public int Odd { get; init; } = 1;

        [Range(1, 3, ErrorMessage = "Choose one of the three.")]
        public int Described { get; init; } = 1;

        [Range(1, int.MaxValue)]
        public IReadOnlyList<int> Widths { get; init; } = [];
    }

    [AttributeUsage(AttributeTargets.Property)]
    private sealed class OddAttribute : ValidationAttribute
    {
        public override bool IsValid(object? value) => value is int number && number % 2 != 0;

        public override string FormatErrorMessage(string name) => $"The number {name} must be odd.";
    }
}
