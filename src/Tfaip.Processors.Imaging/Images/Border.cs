namespace Tfaip.Processors.Imaging.Images;

/// <summary>What lies beyond the edges of an image.</summary>
/// <param name="Mode">What.</param>
/// <param name="Fill">The constant of <see cref="BorderMode.Constant"/>.</param>
internal readonly record struct Border(BorderMode Mode, float Fill)
{
    /// <summary>The place inside that a place on an axis takes its value from, or -1 for the fill.</summary>
    public int Index(int place, int length)
    {
        if ((uint)place < (uint)length) return place;
        if (Mode == BorderMode.Constant) return -1;
        if (Mode == BorderMode.Replicate || length == 1) return place < 0 ? 0 : length - 1;
        var period = 2 * (length - 1);
        place %= period;
        if (place < 0) place += period;
        return place < length ? place : period - place;
    }
}
