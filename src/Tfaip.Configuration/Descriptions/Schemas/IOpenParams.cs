namespace Tfaip.Configuration.Descriptions.Schemas;

/// <summary>Marks a record that has more parameters than are known without a scenario.</summary>
internal interface IOpenParams;
