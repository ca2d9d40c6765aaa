import type { Scenario, ScenarioStatus } from '#lib/model/scenario/scenario.ts';
import { m } from '#lib/paraglide/messages.js';

const NAMES: Readonly<Record<ScenarioStatus, () => string>> = {
	draft: m.scenario_status_draft,
	proposed: m.scenario_status_proposed,
	approved: m.scenario_status_approved,
	rejected: m.scenario_status_rejected
};
export const statusName = (status: ScenarioStatus): string => NAMES[status]();

/** The living city as it was, which others begin from and are set against: nothing is changed in it. */
export const isBaseline = ({ parent, edits, parameters }: Scenario): boolean =>
	parent.kind === 'baseline' && edits.length === 0 && Object.keys(parameters).length === 0;

/** What a scenario is: a baseline, or how far it is decided. */
export const kindName = (scenario: Scenario): string =>
	isBaseline(scenario) ? m.lab_baseline() : statusName(scenario.status);
