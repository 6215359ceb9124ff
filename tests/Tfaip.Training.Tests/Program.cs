using Microsoft.Testing.Platform.Builder;
using Tfaip.Training.Tests;
using Tfaip.Training.Tests.Configurations.Hostile;

if (args is [HostileReader.Verb, ..]) return HostileReader.Run(args[1..]);

var builder = await TestApplication.CreateBuilderAsync(args);
SelfRegisteredExtensions.AddSelfRegisteredExtensions(builder, args);
using var application = await builder.BuildAsync();
return await application.RunAsync();
