namespace Tfaip.Configuration.Descriptions.Layout;

/// <summary>What a piece of text is, which decides its colour.</summary>
internal enum Style
{
    Plain,
    Heading,
    Name,
    Value,

    /// <summary>What can be passed over: types, origins.</summary>
    Faint,

    /// <summary>What must be put right.</summary>
    Bad,
}
