namespace Tfaip.Training.Callbacks;

/// <summary>Something that happened in a run.</summary>
public abstract record RunEvent;
