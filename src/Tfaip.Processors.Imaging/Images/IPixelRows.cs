namespace Tfaip.Processors.Imaging.Images;

/// <summary>The rows of an image that is resized.</summary>
internal interface IPixelRows
{
    /// <summary>How many channels there are.</summary>
    int Channels { get; }

    /// <summary>How many columns.</summary>
    int Width { get; }

    /// <summary>What the levels that <see cref="Read"/> gives are multiplied by.</summary>
    double Scale { get; }

    /// <summary>Reads a row of a channel.</summary>
    /// <param name="y">The row, from 0.</param>
    /// <param name="channel">The channel, from 0.</param>
    /// <param name="levels">Its levels, one a column.</param>
    void Read(int y, int channel, Span<double> levels);
}
