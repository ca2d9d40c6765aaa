import { serve, type Endpoint } from '../rpc.ts';
import { createAnalyticsApi } from './api.ts';
import { openBrowserBindings } from './open-browser-bindings.ts';

// `self` is typed as a window, whose messages need an origin; in this file it is a worker.
const scope = self as unknown as Endpoint;

serve(
	createAnalyticsApi({ openBindings: openBrowserBindings, fetch: (url, init) => fetch(url, init) }),
	scope
);
