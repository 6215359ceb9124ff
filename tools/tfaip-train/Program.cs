return Tfaip.Commands.Programs.Launcher.Train(args);
