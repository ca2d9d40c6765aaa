import Biohazard from '@lucide/svelte/icons/biohazard';
import Building from '@lucide/svelte/icons/building';
import BusFront from '@lucide/svelte/icons/bus-front';
import Bus from '@lucide/svelte/icons/bus';
import CircleSlash from '@lucide/svelte/icons/circle-slash';
import CloudRain from '@lucide/svelte/icons/cloud-rain';
import Construction from '@lucide/svelte/icons/construction';
import Gauge from '@lucide/svelte/icons/gauge';
import HousePlus from '@lucide/svelte/icons/house-plus';
import Lamp from '@lucide/svelte/icons/lamp';
import LayoutGrid from '@lucide/svelte/icons/layout-grid';
import MapPinPlus from '@lucide/svelte/icons/map-pin-plus';
import MapPinX from '@lucide/svelte/icons/map-pin-x';
import Milestone from '@lucide/svelte/icons/milestone';
import Spline from '@lucide/svelte/icons/spline';
import Users from '@lucide/svelte/icons/users';
import Waves from '@lucide/svelte/icons/waves';
import type { EditKind } from './edit-tool.ts';

/** Apart from the tools, which know nothing of components. */
export const TOOL_ICONS: Readonly<Record<EditKind, typeof Construction>> = {
	road: Construction,
	'road-add': Spline,
	demand: Gauge,
	'line-add': Bus,
	'line-remove': CircleSlash,
	'stop-add': BusFront,
	'stop-remove': Milestone,
	'building-add': HousePlus,
	'building-remove': Building,
	district: LayoutGrid,
	people: Users,
	'facility-add': MapPinPlus,
	'facility-remove': MapPinX,
	lamps: Lamp,
	rain: CloudRain,
	river: Waves,
	release: Biohazard
};
