namespace Tfaip.Training.Scenarios;

/// <summary>What does not fit between the data and their parameters.</summary>
/// <param name="Place">The parameter that is to blame, below <c>data</c>, such as <c>inputs.0</c>.</param>
/// <param name="Message">What is wrong, without the place.</param>
internal sealed record DataFault(string Place, string Message);
