import type { NamedCity } from '../../build/buildings.ts';
import { surveyOf, type Survey } from '../../build/survey.ts';
import type { Feed } from '../world.ts';
import { airFeed } from './air.ts';
import { lightPoleFeed } from './light-poles.ts';
import { riverLevelFeed } from './river-levels.ts';
import { sewerLevelFeed } from './sewer-levels.ts';
import { springFeed } from './springs.ts';
import { underpassFeed } from './underpasses.ts';
import { wasteBinFeed } from './waste-bins.ts';
import { weatherFeed } from './weather-stations.ts';

/** All that stands or patrols in the city and speaks: one line a feed. */
export function deviceFeeds(named: NamedCity, survey: Survey = surveyOf(named)): readonly Feed[] {
	return [
		lightPoleFeed(named),
		airFeed(named),
		weatherFeed(named),
		wasteBinFeed(named),
		riverLevelFeed(named),
		springFeed(named, survey),
		sewerLevelFeed(named),
		underpassFeed(named)
	];
}
