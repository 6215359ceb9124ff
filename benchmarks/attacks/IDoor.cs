namespace Attacks;

/// <summary>A way by which a hostile file gets into the programs.</summary>
internal interface IDoor
{
    /// <summary>What reports call it.</summary>
    string Name { get; }

    /// <summary>Makes a hostile file in a folder, and lets it be read.</summary>
    /// <returns>What is wrong with how it was read; null where it was refused with words, or read.</returns>
    string? Attack(Random random, string folder);
}
