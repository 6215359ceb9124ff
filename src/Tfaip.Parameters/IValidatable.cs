namespace Tfaip.Parameters;

/// <summary>A parameters record that checks its values against each other, after each of them was found right alone.</summary>
public interface IValidatable
{
    /// <summary>Finds what does not fit together.</summary>
    /// <returns>
    /// For each error the C# name of the property that is to blame (<c>nameof(Epochs)</c>; one of a nested record or
    /// an element of a list as <c>Optimizer.LearningRate</c>, <c>Widths.2</c>) and a sentence that says what is
    /// wrong; the place and the name in the file are put before it.
    /// </returns>
    IEnumerable<(string Property, string Message)> Validate();
}
