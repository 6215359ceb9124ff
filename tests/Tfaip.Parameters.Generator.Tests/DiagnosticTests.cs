namespace Tfaip.Parameters.Generator.Tests;

/// <summary>What authors are told of doc comments that help cannot show.</summary>
[TestClass]
public sealed class DiagnosticTests
{
    [TestMethod]
    public void A_parameter_without_a_text_is_named() => Assert.AreEqual(
        "Model.cs(3,16): warning TFAIP101: The parameter 'hidden_units' (NetParams.HiddenUnits) has no text for the help. "
            + "Say what it is in a <value> of the doc comment above it.",
        Warnings("public int HiddenUnits { get; init; }"));

    [TestMethod]
    public void A_comment_that_says_the_default_alone_is_no_text() => Assert.AreEqual(
        "Model.cs(4,16): warning TFAIP101: The parameter 'hidden_units' (NetParams.HiddenUnits) has no text for the help. "
            + "Say what it is in a <value> of the doc comment above it.",
        Warnings(
            """
            /// <value>Default: 3.</value>
                public int HiddenUnits { get; init; }
            """));

    [TestMethod]
    public void A_variant_without_a_text_is_named() => Assert.AreEqual(
        "Model.cs(2,22): warning TFAIP101: The variant 'cnn' (Cnn) has no text for the help. "
            + "Say what it is in a <summary> of the doc comment above it.",
        new Generation(
            """
            [Tfaip.Parameters.Variant("cnn")]
            public sealed record Cnn;
            """).Diagnostics);

    [TestMethod]
    [DataRow("<list type=\"bullet\"><item>a</item></list>", "<list>")]
    [DataRow("<paramref name=\"x\"/>", "<paramref>")]
    [DataRow("<see cref=\"System.Math\"/>", "<see cref=\"System.Math\" />")]
    [DataRow("<see cref=\"ToString()\"/>", "<see cref=\"ToString()\" />")]
    [DataRow("<see cref=\"NoSuchThing\"/>", "<see cref=\"NoSuchThing\" />")]
    [DataRow("<see/>", "<see />")]
    public void What_has_no_plain_form_is_named(string part, string name) => Assert.AreEqual(
        "Model.cs(4,16): warning TFAIP102: The text of the parameter 'hidden_units' (NetParams.HiddenUnits) "
            + $"is shown in the help, which cannot show {name}. Write it in plain words, or move it to <remarks>.",
        Warnings(
            $$"""
            /// <value>As {{part}}.</value>
                public int HiddenUnits { get; init; }
            """));

    [TestMethod]
    public void What_is_not_shown_needs_no_plain_form() => Assert.AreEqual(
        "",
        Warnings(
            """
            /// <value>Units. Default: <see cref="System.Math.PI"/>.<para><list type="bullet"/></para></value>
                /// <remarks><see cref="System.Math"/></remarks>
                public int HiddenUnits { get; init; }
                /// <value>Layers.<para><see cref="System.Math"/></para></value>
                public int Layers { get; init; }
            """));

    [TestMethod]
    public void A_comment_that_is_not_well_formed_is_named() => Assert.AreEqual(
        "Model.cs(4,16): warning TFAIP103: The doc comment of the parameter 'hidden_units' (NetParams.HiddenUnits) "
            + "is not well-formed XML, so the help cannot show it (lines count from the comment's first): "
            + "The 'value' start tag on line 1 position 8 does not match the end tag of 'doc'. Line 3, position 3.",
        Warnings(
            """
            /// <value>Units.
                public int HiddenUnits { get; init; }
            """));

    [TestMethod]
    [DataRow("public record Net { [RelativePath] public string Width { get; init; } = \"\"; }", "Net.Width")]
    [DataRow("public record Net { [Unit(UnitKind.Count)] public int Width { get; init; } }", "Net.Width")]
    [DataRow("public record NetParams { public int Width { get; set; } }", "NetParams.Width")]
    [DataRow("public record BaseParams; public record Net : BaseParams { public int Width { get; set; } }", "Net.Width")]
    public void A_record_is_one_of_parameters_by_its_name_its_base_or_its_attributes(string source, string name) =>
        StringAssert.Contains(
            new Generation($"using Tfaip.Parameters; {source}").Diagnostics,
            $"warning TFAIP101: The parameter 'width' ({name}) has no text for the help.");

    [TestMethod]
    public void A_record_of_something_else_is_left_alone()
    {
        var generation = new Generation(
            """
            public record Point
            {
                [System.ComponentModel.DataAnnotations.Range(1, 2)] public int X { get; init; }
                /// <summary>Beside <see cref="System.Math"/>.</summary>
                public int Y { get; init; }
                /// <summary>Above <list/>.</summary>
                public int Z { get; init; }
                /// <summary>Not XML.
                public int T { get; init; }
            }
            """);
        Assert.AreEqual("", generation.Diagnostics);
        Assert.AreEqual("x: (none)\ny: Beside Math.\nz: (none)\nt: (none)", generation.Descriptions("Point"));
    }

    [TestMethod]
    public void What_is_no_parameter_needs_no_text() => Assert.AreEqual(
        "",
        Warnings(
            """
            public int Twice => 2;
                public int Read { get; private set; }
                internal int Hidden { get; set; }
                public static int Shared { get; set; }
                public int this[int i] { get => i; set { } }
            """));

    private static string Warnings(string members) => new Generation(
        $$"""
        public sealed record NetParams
        {
            {{members}}
        }
        """).Diagnostics;
}
