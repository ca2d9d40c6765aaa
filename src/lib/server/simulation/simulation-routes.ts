import { z } from 'zod';
import { INCIDENT_NAMES } from '#lib/cities/yunquan/day/world.ts';
import { AppError } from '#lib/model/errors.ts';
import { replyJson } from '../http/json-reply.ts';
import type { Route } from '../http/route.ts';
import { checkContentType } from '../ingest/http/content-types.ts';
import { requireIngest, type IngestAccess } from '../ingest/http/ingest-access.ts';
import { BodyBudget, readBody } from '../ingest/http/read-body.ts';
import { requireSimulation, type Simulation, type SimulationState } from './open-simulation.ts';

export interface SimulationRoutesOptions extends Pick<IngestAccess, 'access'> {
	readonly simulation: () => Simulation | undefined;
	readonly openToSenders: () => boolean;
}

const order = z.union([
	z.strictObject({ start: z.string().max(120) }),
	z.strictObject({ stop: z.string().max(120) })
]);
const NOTHING: SimulationState = { running: false, incidents: [] };

/** `GET /api/simulation`, and `POST` with `{ "start": name }` or `{ "stop": name }`; both answer with its state. */
export function simulationRoutes(options: SimulationRoutesOptions): readonly Route[] {
	const budget = new BodyBudget();
	return [
		{
			method: 'GET',
			path: /^\/api\/simulation$/,
			handle({ response }) {
				replyJson(response, options.simulation()?.state() ?? NOTHING);
			}
		},
		{
			method: 'POST',
			path: /^\/api\/simulation$/,
			async handle({ request, response }) {
				requireIngest(request, { access: options.access, open: options.openToSenders() });
				checkContentType(request, 'json');
				const said = readOrder(await readBody(request, budget));
				const simulation = requireSimulation(options.simulation());
				replyJson(response, 'start' in said ? simulation.start(said.start) : simulation.stop(said.stop));
			}
		}
	];
}

function readOrder(bytes: Uint8Array): z.infer<typeof order> {
	const parsed = order.safeParse(parseJson(bytes));
	if (parsed.success) return parsed.data;
	throw new AppError('INPUT_INVALID', {
		message: `Send { "start": name } or { "stop": name }, with a name of ${INCIDENT_NAMES.join(', ')}.`
	});
}

/** Undefined for what is no JSON. */
function parseJson(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch {
		return undefined;
	}
}
