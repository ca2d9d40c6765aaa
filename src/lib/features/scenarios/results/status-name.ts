import { m } from '#lib/paraglide/messages.js';
import type { ScenarioStatus } from '#lib/model/scenario/scenario.ts';

const NAMES: Readonly<Record<ScenarioStatus, () => string>> = {
	draft: m.scenario_status_draft,
	proposed: m.scenario_status_proposed,
	approved: m.scenario_status_approved,
	rejected: m.scenario_status_rejected
};

/** Where a scenario stands, in words; what an older briefing calls otherwise stays as it is. */
export const statusName = (status: string): string => NAMES[status as ScenarioStatus]?.() ?? status; // a key or none
