"""Drives the toy device with ncclient, a client that is neither ours nor OpenDaylight's. Arguments: port, password."""
import sys

from ncclient import manager
from ncclient.operations import RPCError
from ncclient.xml_ import to_ele

TOY = "urn:openmfs:test:toy-agent"
NC = "urn:ietf:params:xml:ns:netconf:base:1.0"


def config(content):
    return f'<config xmlns="{NC}"><device xmlns="{TOY}" xmlns:nc="{NC}">{content}</device></config>'


def connect():
    return manager.connect(
        host="127.0.0.1", port=int(sys.argv[1]), username="admin", password=sys.argv[2],
        hostkey_verify=False, allow_agent=False, look_for_keys=False, timeout=60)


def refused(tag, action):
    try:
        action()
    except RPCError as error:
        assert error.tag == tag, f"{error.tag} where {tag} was due"
        return error
    raise AssertionError(f"accepted where {tag} was due")


second = connect()
with connect() as first:
    assert ":candidate" in first.server_capabilities and ":confirmed-commit" in first.server_capabilities
    with first.locked("candidate"):
        refused("lock-denied", lambda: second.lock("candidate"))
        refused("in-use", lambda: second.edit_config(config("<name>b</name>"), target="candidate"))
        first.edit_config(config("<name>a</name><link><id>blue</id><slot>1</slot></link>"), target="candidate")
        first.validate("candidate")
        first.commit(confirmed=True, timeout="300", persist="blue")
    second.commit(persist_id="blue")
    assert ">a</name>" in first.get_config("running").data_xml
    only = first.get_config("running", filter=("subtree", f'<device xmlns="{TOY}"><link><id/></link></device>')).data_xml
    assert "blue" in only and "slot" not in only and "name>" not in only
    error = refused("invalid-value", lambda: first.edit_config(config("<interval>0</interval>"), target="candidate"))
    assert "interval" in error.path, error.path
    assert "module toy-agent" in first.get_schema("toy-agent").data
    assert ">42<" in first.get().data_xml
    assert ">7<" in first.dispatch(to_ele(f'<rekey xmlns="{TOY}"><link>blue</link></rekey>')).xml
    second.create_subscription()
    first.edit_config(config("<name>c</name>"), target="candidate")
    first.commit()
    assert "netconf-config-change" in second.take_notification(timeout=60).notification_xml
    first.kill_session(second.session_id)
    first.discard_changes()
print("ncclient: all well")
