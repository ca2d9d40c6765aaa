import { Command } from 'commander';
import { assignCommand } from './scenario/assign.ts';

/** `cityloop scenario`: the models of the scenario lab, without a page. */
export const scenarioCommand = new Command('scenario')
	.description('Run a model of the scenario lab.')
	.addCommand(assignCommand);
