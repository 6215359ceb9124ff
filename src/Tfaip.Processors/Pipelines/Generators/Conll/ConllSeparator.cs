namespace Tfaip.Processors.Pipelines.Generators.Conll;

/// <summary>What stands between the columns of a CoNLL file.</summary>
public enum ConllSeparator
{
    /// <summary>Tabs where the first line with a token has one, else white space.</summary>
    Auto,

    /// <summary>A single tab, so that a field may have spaces.</summary>
    Tab,

    /// <summary>Spaces and tabs, any number of them.</summary>
    WhiteSpace,
}
