import { m } from '#lib/paraglide/messages.js';
import { categoryName } from '../../map/category-name.ts';
import type { FieldChoice } from './edit-field.ts';

/** Classes of roads that one builds. */
export const ROAD_CLASSES: readonly FieldChoice[] = [
	{ value: 'motorway', title: m.road_motorway },
	{ value: 'trunk', title: m.road_trunk },
	{ value: 'primary', title: m.road_primary },
	{ value: 'secondary', title: m.road_secondary },
	{ value: 'tertiary', title: m.road_tertiary },
	{ value: 'residential', title: m.road_residential },
	{ value: 'living_street', title: m.road_living_street },
	{ value: 'service', title: m.road_service }
];

/** A class of road in words; one that nobody builds stands as its source wrote it. */
export const roadClassName = (value: string): string =>
	ROAD_CLASSES.find((one) => one.value === value)?.title() ?? categoryName(value);

export const BUILDING_USES: readonly FieldChoice[] = [
	{ value: 'apartments', title: m.use_apartments },
	{ value: 'house', title: m.use_house },
	{ value: 'office', title: m.use_office },
	{ value: 'retail', title: m.use_retail },
	{ value: 'hotel', title: m.use_hotel },
	{ value: 'industrial', title: m.use_industrial },
	{ value: 'warehouse', title: m.use_warehouse },
	{ value: 'school', title: m.use_school },
	{ value: 'hospital', title: m.use_hospital },
	{ value: 'government', title: m.use_government }
];

export const FACILITY_KINDS: readonly FieldChoice[] = [
	{ value: 'kindergarten', title: m.facility_kindergarten },
	{ value: 'primary_school', title: m.facility_primary_school },
	{ value: 'middle_school', title: m.facility_middle_school },
	{ value: 'clinic', title: m.facility_clinic },
	{ value: 'hospital', title: m.facility_hospital },
	{ value: 'community_centre', title: m.facility_community_centre },
	{ value: 'market', title: m.facility_market },
	{ value: 'shopping_centre', title: m.facility_shopping_centre },
	{ value: 'park', title: m.facility_park },
	{ value: 'library', title: m.facility_library },
	{ value: 'stadium', title: m.facility_stadium },
	{ value: 'elderly_care', title: m.facility_elderly_care },
	{ value: 'shelter', title: m.facility_shelter },
	{ value: 'police', title: m.facility_police },
	{ value: 'fire_station', title: m.facility_fire_station }
];

/** What stands in a district, by floor area. */
export const FLOOR_USES: readonly FieldChoice[] = [
	{ value: 'housing', title: m.floor_housing },
	{ value: 'office', title: m.use_office },
	{ value: 'retail', title: m.use_retail },
	{ value: 'industry', title: m.use_industrial },
	{ value: 'public', title: m.floor_public }
];

export const LINE_MODES: readonly FieldChoice[] = [
	{ value: 'bus', title: m.mode_bus },
	{ value: 'tram', title: m.mode_tram },
	{ value: 'metro', title: m.mode_metro }
];

/** A word of a choice as people say it; one that is not among them as it is written. */
export const choiceTitle = (choices: readonly FieldChoice[], value: string): string =>
	choices.find((choice) => choice.value === value)?.title() ?? categoryName(value);
