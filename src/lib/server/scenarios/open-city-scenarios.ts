import { webcrypto } from 'node:crypto';
import type { CityManifest } from '#lib/model/city.ts';
import { canonicalJson } from '#lib/scenarios/canonical-json.ts';
import { flattenScenario } from '#lib/scenarios/flat-scenario.ts';
import { inputsOf } from '#lib/scenarios/inputs.ts';
import { scenarioModel } from '#lib/scenarios/registry.ts';
import type { LiveService } from '#lib/server/live/start-live.ts';
import { CityScenarios } from './city-scenarios.ts';

/** Opens the scenarios of a city that is served. `dir`: `<data>/scenarios/<city>`, made when it is missing. */
export function openCityScenarios(
	dir: string,
	city: CityManifest,
	live: LiveService | undefined
): CityScenarios {
	const scenarios = new CityScenarios({
		dir,
		city: city.id,
		pack: city.version,
		judge: {
			inputs: (model, chain) => inputsOf(scenarioModel(model), flattenScenario(chain)),
			async canonical(result) {
				const json = canonicalJson(result);
				// Counted by another thread: results of large cities are many megabytes.
				const digest = await webcrypto.subtle.digest('SHA-256', Buffer.from(json));
				return { json, digest: Buffer.from(digest).toString('hex') };
			}
		},
		onChanged: (rev) => live?.changes.announce('scenarios', rev)
	});
	live?.changes.announce('scenarios', scenarios.rev);
	return scenarios;
}
