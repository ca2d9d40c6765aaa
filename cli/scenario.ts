import { Command } from 'commander';
import { assignCommand } from './scenario/assign.ts';
import { compareCommand } from './scenario/compare.ts';
import { modelsCommand } from './scenario/models.ts';
import { runCommand } from './scenario/run.ts';

/** `cityloop scenario`: the models of the scenario lab, without a page. */
export const scenarioCommand = new Command('scenario')
	.description('Run the models of the scenario lab.')
	.addCommand(modelsCommand)
	.addCommand(runCommand)
	.addCommand(compareCommand)
	.addCommand(assignCommand);
