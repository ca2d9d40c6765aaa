import type { NamedCity } from '../../build/buildings.ts';
import { surveyOf, type Survey } from '../../build/survey.ts';
import type { Feed } from '../world.ts';
import { airFeed } from './air.ts';
import { cameraFeed } from './cameras.ts';
import { carParkFeed } from './car-parks.ts';
import { crowdFeed } from './crowds.ts';
import { gasFeed } from './gas.ts';
import { gatePassageFeed } from './gate-passages.ts';
import { incidentFeed } from './incidents.ts';
import { lightPoleFeed } from './light-poles.ts';
import { manholeFeed } from './manholes.ts';
import { patrolFeed } from './patrols.ts';
import { riverLevelFeed } from './river-levels.ts';
import { schoolBusFeed } from './school-buses.ts';
import { gatesOf, schoolGateFeed } from './school-gates.ts';
import { sewerLevelFeed } from './sewer-levels.ts';
import { springFeed } from './springs.ts';
import { substationFeed } from './substations.ts';
import { underpassFeed } from './underpasses.ts';
import { wasteBinFeed } from './waste-bins.ts';
import { weatherFeed } from './weather-stations.ts';

/** All that stands or patrols in the city and speaks: one line a feed. */
export function deviceFeeds(named: NamedCity, survey: Survey = surveyOf(named)): readonly Feed[] {
	const gates = gatesOf(named, survey);
	return [
		lightPoleFeed(named),
		airFeed(named),
		weatherFeed(named),
		wasteBinFeed(named),
		riverLevelFeed(named),
		springFeed(named, survey),
		sewerLevelFeed(named),
		underpassFeed(named),
		incidentFeed(named),
		patrolFeed(named, survey),
		cameraFeed(named, survey),
		crowdFeed(named, survey),
		carParkFeed(named, survey),
		manholeFeed(named),
		substationFeed(named, survey),
		gasFeed(named, survey),
		schoolGateFeed(gates),
		schoolBusFeed(named, survey, gates),
		gatePassageFeed(gates)
	];
}
